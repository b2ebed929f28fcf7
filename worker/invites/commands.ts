import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import {
  change,
  hasSeen,
  type InviteChange,
  mayActOn,
  type NewInvite,
  open,
  type PublicInvite,
  request,
  resend,
  restore,
  revoke,
} from "#domain/invites";
import type { Role } from "#domain/roles";
import type { Act } from "../act.ts";
import { authorId, memberOf } from "../events/author.ts";
import { carryOut } from "../events/carry-out.ts";
import { settle } from "../events/settle.ts";
import { actOnInvite } from "./act-on-invite.ts";
import { addressFacts, mayMail } from "./addresses.ts";
import { expireOverdue } from "./expiry.ts";
import { inviteIn } from "./rows.ts";
import { nullIfPending, refuseUsedId } from "./uniqueness.ts";
import { sending } from "./writes.ts";

/**
 * Invites an address: a row, its fact and its mail at once, where the rules over other rows hold as they are written; they
 * are read only to say which did not. Refuses with `role_too_high`, `account_exists`, `invite_pending`, `too_many_mails`, or
 * `invalid` for an id that the school has in use.
 */
export async function invite(by: Act, details: NewInvite): Promise<PublicInvite> {
  const canonical = canonicalEmail(details.email);
  let [id, alias] = [details.id ?? crypto.randomUUID(), null as string | null];
  return settle(by, async (act) => {
    const { env, school, now } = act;
    mayGive(act, details.role);
    const made = { ...details, id, alias, schoolId: school, invitedById: authorId(act.actor) };
    const step = sending(act, made);
    let isElsewhere = false;
    const committed = await carryOut(act, { steps: [step], subjectId: id })
      .catch(async (error) => {
        await refuseUsedId(act, id, error);
        // Another school's. It goes by that id here all the same, so that nobody learns that there is such an invite.
        [id, alias] = [crypto.randomUUID(), id];
        isElsewhere = true;
        return null;
      })
      .catch(nullIfPending);
    if (committed) return inviteIn(committed);
    if (isElsewhere) return null;
    const facts = await addressFacts(env, school, canonical, now);
    if (!(await expireOverdue(act, facts.pending))) mayMail(facts);
    return null;
  });
}

/** Changes a pending invite [I14]; `version` is the one that was seen. Refuses with `changed` and as `change` and `invite` do. */
export async function changeInvite(
  by: Act,
  id: string,
  changes: InviteChange,
  version: number,
): Promise<PublicInvite> {
  return actOnInvite(by, id, (act, seen, current) => {
    if (changes.role) mayGive(act, changes.role);
    if (!hasSeen(seen, version)) throw new DomainError("changed", { current });
    const next = change(seen, changes, act.now, act.settings.inviteLife);
    return next && { next, kind: "invite.changed" };
  });
}

/** Sends a new link [I3]. Refuses as `resend` and `invite` do. */
export function resendInvite(act: Act, id: string): Promise<PublicInvite> {
  return actOnInvite(act, id, (_, seen) => ({
    next: resend(seen, act.now, act.settings.inviteLife),
    kind: "invite.resent",
  }));
}

/** Withdraws a pending invite. Refuses with `not_pending`. */
export function revokeInvite(act: Act, id: string): Promise<PublicInvite> {
  return actOnInvite(act, id, (_, seen) => ({
    next: revoke(seen, act.now),
    kind: "invite.revoked",
  }));
}

/** Takes a withdrawal back [C6]. Refuses with `too_late`. */
export function restoreInvite(act: Act, id: string): Promise<PublicInvite> {
  return actOnInvite(act, id, (_, seen) => ({
    next: restore(seen, act.now),
    kind: "invite.restored",
  }));
}

/** Notes that somebody has begun to fill in the form behind the link of this generation [I7]. */
export async function noteOpening(act: Act, id: string, generation: number): Promise<void> {
  await actOnInvite(act, id, (_, seen) => {
    const next = open(seen, generation, act.now);
    return next && { next, kind: "invite.opened" };
  });
}

/** Notes that whoever holds the link of this generation asks for a new one [I13]. */
export async function noteRequest(act: Act, id: string, generation: number): Promise<void> {
  await actOnInvite(act, id, (_, seen) => {
    const next = request(seen, generation, act.now);
    return next && { next, kind: "invite.requested" };
  });
}

/** Refuses with `role_too_high` somebody who would give a role above their own. */
function mayGive({ actor }: Act, role: Role): void {
  const member = memberOf(actor);
  if (member) mayActOn(member.role, role);
}
