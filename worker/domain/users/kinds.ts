/** What may happen to a user. */
export const userKinds = [
  "user.added",
  "user.changed",
  "user.deactivated",
  "user.reactivated",
  "user.delivery",
] as const;
