import { DomainError } from "#domain/errors";
import type { Kind } from "#domain/nouns";
import { type Actor, type Halves, type Known, type PublicUser, publishedUser } from "#domain/users";
import type { PersonAct } from "../act.ts";
import { announce } from "../events/announce.ts";
import { commitAll, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { settle } from "../events/settle.ts";
import { differenceOf } from "./difference.ts";
import { findUser } from "./known.ts";
import { noPendingInvite, refusePending, refuseTaken } from "./uniqueness.ts";
import { echo, endings, guardedWrites, noticeOfMove, otherSchools } from "./writes.ts";

/** What the domain decided on somebody, and what that is called. Null for nothing to do. */
export interface Verdict {
  next: Halves | null;
  kind: Kind;
}

/**
 * One act on one user: loads both halves, lets the domain decide, commits, announces; all again when somebody else
 * wrote in between. Gives them as the act left them. Refuses with `not_found`, with what `decide` throws, and with `email_taken` or `invite_pending`.
 */
export async function actOnUser(
  by: PersonAct,
  id: string,
  decide: (known: Known, actor: Actor) => Verdict,
): Promise<PublicUser> {
  return settle(by, async (act) => {
    const { env, school, actor, now } = act;
    const known = await findUser(env, school, id);
    if (!known) throw new DomainError("not_found");
    const { next, kind } = decide(known, actor);
    if (!next) return publishedUser(known);
    const moved = next.account.canonicalEmail !== known.account.canonicalEmail;
    if (moved && next.account.canonicalEmail) await refusePending(act, next.account.canonicalEmail);
    const step: Step = {
      change: guardedWrites(
        env,
        known,
        next,
        moved ? noPendingInvite(school, next.account.canonicalEmail, now) : undefined,
      ),
      fact: { kind, subjectId: id, changes: differenceOf(known, next) },
      ...(moved && { mail: noticeOfMove(act, known.account, next.account) }),
    };
    const command = { steps: [step], after: endings(env, known, next), isSent: true };
    const elsewhere = next.account === known.account ? [] : await otherSchools(env, known);
    const committed = await commitAll(act, [
      command,
      ...elsewhere.map((other) => echo(other, id)),
    ]).catch((error) => refuseTaken(act, error, next.account.canonicalEmail));
    const [here] = committed;
    if (!here) return null;
    act.onCommitted?.(here.seq);
    for (const each of committed) announce(env, act, each);
    return userIn(here);
  });
}

/** Somebody as they stand after a command about them alone. */
function userIn({ events: [event] }: Committed): PublicUser {
  if (event && "user" in event && "status" in event.user) return event.user;
  throw new Error("The command was not about somebody.");
}
