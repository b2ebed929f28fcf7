/** What may happen to an invite; only acceptance is not here, which is also about an account. */
export const inviteKinds = [
  "invite.sent",
  "invite.resent",
  "invite.opened",
  "invite.changed",
  "invite.delivery",
  "invite.expired",
  "invite.revoked",
  "invite.restored",
] as const;
export const userKinds = [
  "user.added",
  "user.changed",
  "user.deactivated",
  "user.reactivated",
] as const;
export const schoolKinds = ["school.registered", "school.changed"] as const;
export const recoveryKinds = [
  "recovery.asked",
  "recovery.confirmed",
  "recovery.cancelled",
  "recovery.granted",
  "recovery.lapsed",
] as const;

/** Everything that can happen. A file of its own, so that a page can know the names without the shapes. */
export const kinds = [
  ...inviteKinds,
  "invite.accepted",
  ...userKinds,
  ...schoolKinds,
  ...recoveryKinds,
] as const;
export type Kind = (typeof kinds)[number];

/** What events are about. */
export type Noun = Kind extends `${infer N}.${string}` ? N : never;

/** The noun an event of this kind is about: all that comes before the dot. */
export function nounOf(kind: Kind): Noun {
  return kind.slice(0, kind.indexOf(".")) as Noun;
}
