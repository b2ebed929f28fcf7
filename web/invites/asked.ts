import type { NewInvite, PublicInvite } from "#domain/invites";
import type { Problem } from "../replica/api.ts";
import type { InviteEdit } from "./commands.ts";

declare module "../actions/open-dialog.ts" {
  interface Dialogs {
    invite: { email?: string; again?: NewInvite; begun?: NewInvite; refused?: Refused };
    change: { id: string; begun?: Begun };
    fix: { id: string };
    resend: { id: string };
    withdraw: { id: string };
    changeInvites: { ids: string[]; done?: () => void };
    many: { act: "resend" | "revoke"; ids: string[]; done?: () => void };
  }
}

/** What was typed before, and why it was refused. */
export interface Refused {
  details: NewInvite;
  refusal: Problem;
}

/** A change that somebody else's collided with: what it began with, and what it makes of that. */
export interface Begun {
  seen: PublicInvite;
  edited: InviteEdit;
}
