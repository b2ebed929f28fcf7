import { and, type SQL, sql } from "drizzle-orm";
import { memberships, users } from "#db/schema";
import { merge, moveEmail } from "#domain/duplicates";
import { DomainError } from "#domain/errors";
import type { Kind } from "#domain/nouns";
import type { Actor, Halves, Known } from "#domain/users";
import { announce } from "../events/announce.ts";
import { commit, type Step, settle } from "../events/commit.ts";
import type { AppContext } from "../http/app.ts";
import { findUser } from "./commands.ts";
import { stillHolds } from "./still-authorised.ts";
import { differenceOf, endings, guardedWrites, noticeOfMove } from "./writes.ts";

/** Two users as they shall be: the one that gains, and the one that gives or goes. */
interface Pair {
  kept: Halves;
  other: Halves;
}

/** Merges `otherId` into `keptId` [A13], both in one batch. Refuses with `not_found` and what the domain's `merge` refuses with. */
export function mergeUsers(c: AppContext, keptId: string, otherId: string): Promise<void> {
  return actOnPair(c, keptId, otherId, merge, keptId);
}

/** Moves an e-mail between two accounts of the school in one step [A6]. Refuses with `not_found` and as `moveEmail` does. */
export function moveAddress(c: AppContext, toId: string, fromId: string): Promise<void> {
  return actOnPair(c, toId, fromId, (actor, kept, other) => {
    const { to, from } = moveEmail(actor, kept, other);
    return { kept: to, other: from };
  });
}

async function actOnPair(
  c: AppContext,
  keptId: string,
  otherId: string,
  decide: (actor: Actor, kept: Known, other: Known) => Pair,
  into: string | null = null,
): Promise<void> {
  const { schoolId: school, role } = c.get("seat");
  const [actor, now]: [Actor, number] = [{ id: c.get("me").id, role }, c.get("now")];
  await settle(async () => {
    const [kept, other] = [
      await findUser(c.env, school, keptId),
      await findUser(c.env, school, otherId),
    ];
    if (!kept || !other) throw new DomainError("not_found");
    const next = decide(actor, kept, other);
    const isGone = next.other.membership !== other.membership;
    const steps = [
      ...(isGone || next.other.account !== other.account
        ? [leave(c, other, next.other, isGone ? into : null, isAsSeen(kept))]
        : []),
      ...(next.kept.account !== kept.account
        ? [stepOf(c, kept, next.kept, "user.changed", isWritten(next.other))]
        : []),
    ];
    if (steps.length === 0) return kept;
    const committed = await commit(c.env, {
      school,
      actor: actor.id,
      now,
      steps,
      after: endings(c.env, other, next.other),
    });
    if (!committed) return null;
    c.set("seq", committed.seq);
    announce(c.env, c.executionCtx, committed);
    return committed;
  });
}

/** The one that gives its e-mail, and maybe goes: then the fact says into whom it was merged. */
function leave(
  c: AppContext,
  seen: Known,
  next: Halves,
  into: string | null,
  condition: SQL,
): Step {
  const step = stepOf(c, seen, next, into ? "user.deactivated" : "user.changed", condition);
  return into
    ? {
        ...step,
        fact: { ...step.fact, changes: { ...step.fact.changes, mergedInto: [null, into] } },
      }
    : step;
}

function stepOf(c: AppContext, seen: Known, next: Halves, kind: Kind, condition: SQL): Step {
  const isMoved = next.account.canonicalEmail !== seen.account.canonicalEmail;
  return {
    change: guardedWrites(c.env, seen, next, and(condition, stillHolds(c))),
    fact: { kind, subjectId: seen.account.id, changes: differenceOf(seen, next) },
    ...(isMoved && { mail: noticeOfMove(c, seen.account, next.account) }),
  };
}

/** The one that stays, too, is as it was seen, or nothing of either is written. */
function isAsSeen({ account, membership }: Known) {
  return sql`exists (select 1 from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
    where ${users.id} = ${account.id} and ${users.version} = ${account.version} and ${users.resetGeneration} = ${account.resetGeneration}
      and ${memberships.schoolId} = ${membership.schoolId} and ${memberships.version} = ${membership.version})`;
}

/** The other of the two has been written in this very batch. */
function isWritten({ account }: Halves): SQL {
  return sql`exists (select 1 from ${users} where ${users.id} = ${account.id} and ${users.version} = ${account.version}
    and ${users.resetGeneration} = ${account.resetGeneration})`;
}
