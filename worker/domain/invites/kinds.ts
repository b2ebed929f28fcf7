/** What may happen to an invite and is about nothing else. */
export const inviteAloneKinds = [
  "invite.sent",
  "invite.resent",
  "invite.opened",
  "invite.requested",
  "invite.reminded",
  "invite.changed",
  "invite.delivery",
  "invite.expired",
  "invite.revoked",
  "invite.restored",
] as const;

/** Acceptance is about the new account, too. */
export const inviteKinds = [...inviteAloneKinds, "invite.accepted"] as const;
