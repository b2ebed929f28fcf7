import { and } from "drizzle-orm";
import { DomainError } from "#domain/errors";
import { change, hasSeen, mayActOn, type PublicInvite, published } from "#domain/invites";
import { type InviteAct, inviteActs } from "#domain/invites/acts";
import type { ManyChange, Ticked } from "#domain/users/acts";
import type { Act } from "../act.ts";
import type { OnEach } from "../events/act-on-many.ts";
import { memberOf } from "../events/author.ts";
import type { Step } from "../events/commit.ts";
import { mayMail, onlyPending, stillMailable } from "./addresses.ts";
import { expireOverdue } from "./expiry.ts";
import { type Candidate, candidates } from "./many-rows.ts";
import { hasNewLink, moving } from "./writes.ts";

type OnInvites = OnEach<Act, Candidate, PublicInvite>;

const ofInvites: Omit<OnInvites, "step"> = {
  read: candidates,
  keyOf: ({ invite }) => invite.id,
  published: ({ invite, invitedBy }) => published(invite, invitedBy),
  rowIn: (event) => ("invite" in event ? event.invite : null),
};

/** An act on many invites, each as one call alone would [I15]. */
export function onInvites(what: InviteAct): OnInvites {
  return {
    ...ofInvites,
    before: (act, found) => makesRoom(act, what, found),
    step: (act, found) => stepOf(act, what, found),
  };
}

/** Makes many pending invites be to another role or staff type, each as one call alone would: `changed` for one edited since. */
export function changingInvites(ticked: readonly Ticked[], changes: ManyChange): OnInvites {
  const versions = new Map(ticked.map(({ id, version }) => [id, version]));
  return {
    ...ofInvites,
    step(act, { invite: seen }, id) {
      const member = memberOf(act.actor);
      for (const role of [seen.role, changes.role ?? seen.role])
        if (member) mayActOn(member.role, role);
      if (!hasSeen(seen, versions.get(id) ?? 0)) throw new DomainError("changed");
      const next = change(seen, changes, act.now, act.settings.inviteLife);
      return next && moving(act, seen, next, "invite.changed");
    },
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
