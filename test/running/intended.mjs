/** What a test says that kills a room on purpose. workerd prints it as an uncaught exception, which is none to worry about. */
export const intendedEnd = "a test ended this room";
