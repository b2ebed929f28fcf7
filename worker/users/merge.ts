import { type SQL, sql } from "drizzle-orm";
import { memberships, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import type { Kind } from "#domain/nouns";
import type { Actor, Halves, Known } from "#domain/users";
import { merge, moveEmail } from "#domain/users/duplicates";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { type GroupsMoved, movingGroups } from "../groups/moving.ts";
import { differenceOf } from "./difference.ts";
import { findUser } from "./known.ts";
import { endings, guardedWrites, noticeOfMove } from "./writes.ts";

/** Two users as they shall be: the one that gains, and the one that gives or goes. */
interface Pair {
  kept: Halves;
  other: Halves;
}

/** Merges `otherId` into `keptId` [A13], both in one batch. Refuses with `not_found` and what the domain's `merge` refuses with. */
export function mergeUsers(act: PersonAct, keptId: string, otherId: string): Promise<void> {
  return actOnPair(act, keptId, otherId, merge, keptId);
}

/** Moves an e-mail between two accounts of the school in one step [A6]. Refuses with `not_found` and as `moveEmail` does. */
export function moveAddress(act: PersonAct, toId: string, fromId: string): Promise<void> {
  return actOnPair(act, toId, fromId, (actor, kept, other) => {
    const { to, from } = moveEmail(actor, kept, other);
    return { kept: to, other: from };
  });
}

async function actOnPair(
  by: PersonAct,
  keptId: string,
  otherId: string,
  decide: (actor: Actor, kept: Known, other: Known) => Pair,
  into: string | null = null,
): Promise<void> {
  await settle(by, async (act) => {
    const { env, school, actor } = act;
    const [kept, other] = [
      await findUser(env, school, keptId),
      await findUser(env, school, otherId),
    ];
    if (!kept || !other) throw new DomainError("not_found");
    const decided = decide(actor, kept, other);
    const isGone = decided.other.membership !== other.membership;
    const moved = into === null ? null : await movingGroups(act, otherId, keptId);
    const next = {
      kept: moved?.come ? touched(decided.kept) : decided.kept,
      other: moved && !isGone ? touched(decided.other) : decided.other,
    };
    const steps = [
      ...(differs(other, next.other)
        ? [leave(act, other, next.other, isGone ? into : null, isAsSeen(kept), moved)]
        : []),
      ...(differs(kept, next.kept)
        ? [
            withChanges(
              stepOf(act, kept, next.kept, "user.changed", isWritten(next.other)),
              moved?.come,
            ),
          ]
        : []),
    ];
    if (steps.length === 0) return kept;
    const after = endings(env, other, next.other);
    return carryOut(act, { steps, after, subjectId: keptId });
  });
}

/** The one that gives its e-mail and its groups, and maybe goes: then the fact says into whom it was merged. */
function leave(
  act: PersonAct,
  seen: Known,
  next: Halves,
  into: string | null,
  condition: SQL,
  moved: GroupsMoved | null,
): Step {
  const kind = into ? "user.deactivated" : "user.changed";
  const step = stepOf(
    act,
    seen,
    next,
    kind,
    sql`${condition} and ${moved?.areAsSeen ?? sql`true`}`,
  );
  step.change.push(...(moved?.writes ?? []));
  return withChanges(step, into ? { ...moved?.gone, mergedInto: [null, into] } : moved?.gone);
}

function withChanges(step: Step, more: Changes | null | undefined): Step {
  return { ...step, fact: { ...step.fact, changes: { ...step.fact.changes, ...more } } };
}

/** Somebody whose groups alone change is told as of another version, and seen to be written. */
function touched({ account, membership }: Halves): Halves {
  return { account: { ...account, version: account.version + 1 }, membership };
}

function differs(seen: Halves, next: Halves): boolean {
  return seen.account !== next.account || seen.membership !== next.membership;
}

function stepOf(act: PersonAct, seen: Known, next: Halves, kind: Kind, condition: SQL): Step {
  const isMoved = next.account.canonicalEmail !== seen.account.canonicalEmail;
  return {
    change: guardedWrites(act.env, seen, next, condition),
    fact: { kind, subjectId: seen.account.id, changes: differenceOf(seen, next) },
    ...(isMoved && { mail: noticeOfMove(act, seen.account, next.account) }),
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
