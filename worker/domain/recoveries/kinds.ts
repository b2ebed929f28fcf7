/** What may happen to a recovery. */
export const recoveryKinds = [
  "recovery.asked",
  "recovery.confirmed",
  "recovery.cancelled",
  "recovery.granted",
  "recovery.lapsed",
  "recovery.delivery",
] as const;
