import { and, type SQL } from "drizzle-orm";
import { DomainError } from "#domain/errors";
import { type Invite, mayActOn, type PublicInvite, published } from "#domain/invites";
import type { Kind } from "#domain/nouns";
import type { Act } from "../act.ts";
import { memberOf } from "../events/author.ts";
import { carryOut } from "../events/carry-out.ts";
import { settle } from "../events/settle.ts";
import { addressFacts, mayMail, stillMailable } from "./addresses.ts";
import { expireOverdue } from "./expiry.ts";
import { findInvite } from "./lists/list.ts";
import { inviteIn } from "./rows.ts";
import { nullIfPending, tooLateIfPending } from "./uniqueness.ts";
import { hasNewLink, moving } from "./writes.ts";

/** What the domain decided: the row as it shall be, and what that is called. */
export interface Decision {
  next: Invite;
  kind: Kind;
  /** What else must hold in the database as it is written. */
  provided?: SQL;
}

/**
 * One act on one invite: loads it, lets the domain decide, commits, announces; all again when somebody else
 * wrote in between. `decide` gives null when there is nothing to do. Gives the invite as the act left it. Refuses with `not_found`, with `role_too_high`
 * where somebody acts above their role, with what `decide` throws, and, where a new link would leave, as `invite` does.
 */
export async function actOnInvite(
  by: Act,
  id: string,
  decide: (
    act: Act,
    seen: Invite,
    shown: PublicInvite,
  ) => Decision | null | Promise<Decision | null>,
): Promise<PublicInvite> {
  return settle(by, async (act) => {
    const { env, school, now } = act;
    const row = await findInvite(env, school, id);
    if (!row) throw new DomainError("not_found");
    const seen = row.invite;
    const member = memberOf(act.actor);
    if (member) mayActOn(member.role, seen.role);
    const shown = published(seen, row.invitedBy);
    const decision = await decide(act, seen, shown);
    if (!decision) return shown;
    const { next, kind, provided } = decision;
    const isNewLink = hasNewLink(seen, next);
    const guard = and(
      provided,
      isNewLink ? stillMailable(school, next.canonicalEmail, now) : undefined,
    );
    const steps = [moving(act, seen, next, kind, guard)];
    const committed = await carryOut(act, { steps, subjectId: seen.id }).catch(
      isNewLink ? nullIfPending : tooLateIfPending,
    );
    if (committed) return inviteIn(committed);
    if (isNewLink) {
      const facts = await addressFacts(env, school, next.canonicalEmail, now);
      if (facts.pending?.id === seen.id || !(await expireOverdue(act, facts.pending)))
        mayMail(facts, seen.id);
    }
    return null;
  });
}
