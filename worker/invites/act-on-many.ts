import { and } from "drizzle-orm";
import { type Code, DomainError } from "#domain/errors";
import type { Event } from "#domain/events";
import { mayActOn, type PublicInvite, published } from "#domain/invites";
import { type InviteAct, inviteActs } from "#domain/invites/acts";
import type { Act } from "../act.ts";
import { memberOf } from "../events/author.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { mayMail, onlyPending, stillMailable } from "./addresses.ts";
import { expireOverdue } from "./expiry.ts";
import { type Candidate, candidates, doneBy } from "./many-rows.ts";
import { hasNewLink, moving } from "./writes.ts";

/** What came of an act for one invite: the row, or why not. */
export type Verdict = { invite: PublicInvite } | { refused: Code };

/** What came of each of many invites, and what its events have in common; null where nothing was done. */
export interface Verdicts {
  command: string | null;
  verdicts: Map<string, Verdict>;
}

/**
 * Does the same to many invites, each as one call alone would [I15]. Two round trips to D1, however many they are: what is read
 * of all, and one batch of all that is written. Both again, three times at most, for rows that somebody else wrote in between.
 * Refuses as `settle` does while nothing is done yet.
 */
export async function actOnInvites(
  by: Act,
  what: InviteAct,
  ids: readonly string[],
): Promise<Verdicts> {
  const command = crypto.randomUUID();
  const verdicts = new Map<string, Verdict>();
  let isDone = false;
  await settle(by, async (act) => {
    const left = ids.filter((id) => !verdicts.has(id));
    const found = await candidates(act, left);
    if (await makesRoom(act, what, found)) return null;
    const steps: Step[] = [];
    for (const id of left) {
      const step = stepFor(act, what, found.get(id));
      if ("refused" in step) verdicts.set(id, step);
      else steps.push(step);
    }
    // Kept with the first batch; the rest is the same command.
    const keyed = { ...act, key: isDone ? null : act.key };
    const done =
      steps.length > 0 && (await carryOut(keyed, { id: command, steps, subjectId: command }));
    if (done) isDone = true;
    const told = new Map((done ? done.events : []).flatMap(inviteOf));
    for (const id of left) {
      const seen = found.get(id)?.invite;
      const invite = seen && told.get(seen.alias ?? seen.id);
      if (invite) verdicts.set(id, { invite });
    }
    return verdicts.size === ids.length || null;
  }).catch((error: unknown) => {
    if (!isDone || !(error instanceof DomainError)) throw error;
    for (const id of ids) if (!verdicts.has(id)) verdicts.set(id, { refused: error.code });
  });
  return { command: isDone ? command : null, verdicts };
}

/** The same for whoever asks again: what was done then, and of the others why not now. */
export async function verdictsAgain(
  act: Act,
  what: InviteAct,
  ids: readonly string[],
  command: string | null,
): Promise<Map<string, Verdict>> {
  const found = await candidates(act, ids);
  const rows = [...found.values()].map(({ invite }) => invite.id);
  const done = await doneBy(act, rows, command);
  const verdicts = new Map<string, Verdict>();
  for (const id of ids) {
    const row = found.get(id);
    const step = stepFor(act, what, row);
    if (row && done.has(row.invite.id))
      verdicts.set(id, { invite: published(row.invite, row.invitedBy) });
    else if ("refused" in step) verdicts.set(id, step);
  }
  return verdicts;
}

/** The invite that an event is about, by the id that it is told under. */
function inviteOf(event: Event): [string, PublicInvite][] {
  return "invite" in event && event.invite ? [[event.invite.id, event.invite]] : [];
}

/** The step that does it to one of them, or why not. */
function stepFor(
  act: Act,
  what: InviteAct,
  found: Candidate | undefined,
): Step | { refused: Code } {
  try {
    return stepOf(act, what, found);
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.code };
    throw error;
  }
}

function stepOf(act: Act, what: InviteAct, found: Candidate | undefined): Step {
  if (!found) throw new DomainError("not_found");
  const { invite: seen, facts } = found;
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
