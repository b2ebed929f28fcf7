import * as z from "zod/mini";
import { type Invite, resend, restore, revoke } from "../invites.ts";
import type { KindOf } from "../nouns.ts";

/** What may be done to many invites in one call. */
export const InviteAct = z.enum(["resend", "revoke", "restore"]);
export type InviteAct = z.infer<typeof InviteAct>;

/** The most invites that one call may name. */
export const mostActedOn = 500;

/** What each act makes of an invite, and what that is called. `life` is how long a link works, milliseconds. */
export const inviteActs: Record<
  InviteAct,
  { kind: KindOf<"invite">; next: (invite: Invite, now: number, life: number) => Invite }
> = {
  resend: { kind: "invite.resent", next: resend },
  revoke: { kind: "invite.revoked", next: revoke },
  restore: { kind: "invite.restored", next: restore },
};
