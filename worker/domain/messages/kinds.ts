/** What may happen to the message of the day. */
export const messageKinds = ["message.set", "message.removed"] as const;
