/** What may happen to a group. One that comes back has changed. */
export const groupKinds = ["group.added", "group.changed", "group.deactivated"] as const;
