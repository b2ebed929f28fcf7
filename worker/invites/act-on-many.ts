import { and } from "drizzle-orm";
import { DomainError } from "#domain/errors";
import { mayActOn, type PublicInvite, published } from "#domain/invites";
import { type InviteAct, inviteActs } from "#domain/invites/acts";
import type { Act } from "../act.ts";
import type { OnEach } from "../events/act-on-many.ts";
import { memberOf } from "../events/author.ts";
import type { Step } from "../events/commit.ts";
import { mayMail, onlyPending, stillMailable } from "./addresses.ts";
import { expireOverdue } from "./expiry.ts";
import { type Candidate, candidates } from "./many-rows.ts";
import { hasNewLink, moving } from "./writes.ts";

/** An act on many invites, each as one call alone would [I15]. */
export function onInvites(what: InviteAct): OnEach<Act, Candidate, PublicInvite> {
  return {
    read: candidates,
    before: (act, found) => makesRoom(act, what, found),
    step: (act, found) => stepOf(act, what, found),
    keyOf: ({ invite }) => invite.id,
    published: ({ invite, invitedBy }) => published(invite, invitedBy),
    rowIn: (event) => ("invite" in event ? event.invite : null),
  };
}

function stepOf(act: Act, what: InviteAct, { invite: seen, facts }: Candidate): Step {
  const member = memberOf(act.actor);
  if (member) mayActOn(member.role, seen.role);
  const { kind, next: become } = inviteActs[what];
  const next = become(seen, act.now, act.settings.inviteLife);
  const isNewLink = hasNewLink(seen, next);
  if (isNewLink) mayMail(facts, seen.id);
  // Only a withdrawn invite comes back without a new link: meanwhile another to the address is pending.
  else if (next.status === "pending" && facts.pending) throw new DomainError("too_late");
  const guard = and(
    next.status === "pending" ? onlyPending(next) : undefined,
    isNewLink ? stillMailable(act.school, next.canonicalEmail, act.now) : undefined,
  );
  return moving(act, seen, next, kind, guard);
}

/** An address is free from the second its invite expires on. Whether one just did. */
async function makesRoom(
  act: Act,
  what: InviteAct,
  found: ReadonlyMap<string, Candidate>,
): Promise<boolean> {
  if (what !== "resend") return false;
  for (const { invite, facts } of found.values())
    if (facts.pending?.id !== invite.id && (await expireOverdue(act, facts.pending))) return true;
  return false;
}
