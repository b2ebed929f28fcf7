import { type PublicInvite, resendLimit } from "#domain/invites";
import { canGrant, type Role } from "#domain/roles";
import type { School } from "../../replica/school.ts";
import { mayResend } from "../list.ts";

export type ManyAct = "resend" | "revoke" | "change";

const reasons: Record<string, string> = {
  account_exists: "has an account already.",
  changed: "was changed by somebody else meanwhile. Look again before you change it.",
  busy: "was being changed by somebody else. Try again.",
  invite_pending: "has another invite that is pending.",
  no_resends_left: `was resent ${resendLimit} times, which is as often as it goes. Send a new invite.`,
  not_found: "is not an invite of this school any more.",
  not_pending: "is not pending any more.",
  not_resendable: "cannot be resent any more.",
  role_too_high: "is an invite to become an Owner: only an Owner acts on it.",
  too_late: "can no longer be brought back.",
  too_many_mails: "was sent as many mails as may go to it for now. Try again later.",
};

/** Why nothing was done about an invite, as it goes on after its address. */
export function reasonOf(outcome: string): string {
  return reasons[outcome] ?? "could not be changed. Try again.";
}

/** What came of an act on an invite, for the list of verdicts; `isDone` is said where it was done. */
export function lineOf(
  { invites }: School,
  { id, outcome }: { id: string; outcome: string },
  isDone: string,
): { name: string; words: string } {
  const words = outcome === "done" ? isDone : reasonOf(outcome);
  return { name: invites.at(id)?.email ?? "An invite", words };
}

/** Whether this may be done to an invite, as far as can be seen here. */
export function isPossible(own: Role, act: ManyAct, invite: PublicInvite): boolean {
  if (!canGrant(own, invite.role)) return false;
  return act === "resend" ? mayResend(invite) : invite.status === "pending";
}

/** What of the ticked invites may be done, in words: `both can be resent`, `1 of 2 can be resent`. */
export function possibleWords(own: Role, ticked: readonly PublicInvite[]): string {
  const able = (act: ManyAct) => ticked.filter((invite) => isPossible(own, act, invite)).length;
  const [resend, revoke] = [able("resend"), able("revoke")];
  if (resend === 0 && revoke === 0)
    return ticked.length === 1
      ? "nothing is left to do with it"
      : "nothing is left to do with them";
  const all = ticked.length;
  if (resend === all) return all === 1 ? "can be resent" : `${allOf(all)} can be resent`;
  return `${resend} of ${all} can be resent, ${revoke} withdrawn`;
}

function allOf(number: number): string {
  return number === 2 ? "both" : `all ${number}`;
}

/** A number of invites, in words. */
export function many(number: number): string {
  return number === 1 ? "1 invite" : `${number} invites`;
}
