import { sql } from "drizzle-orm";
import { memberships, users } from "#db/schema";
import { merge } from "#domain/duplicates";
import { DomainError } from "#domain/errors";
import type { Actor, Known } from "#domain/users";
import { announce } from "./announce.ts";
import { commit, type Step, settle } from "./commit.ts";
import type { AppContext } from "./middleware/app.ts";
import { differenceOf, endings, findUser, guardedWrites, noticeOfMove } from "./users.ts";

/** Merges `otherId` into `keptId` [A13], both in one batch. Refuses with `not_found` and what the domain's `merge` refuses with. */
export async function mergeUsers(c: AppContext, keptId: string, otherId: string): Promise<void> {
  const { schoolId: school, role } = c.get("seat");
  const [actor, now]: [Actor, number] = [{ id: c.get("me").id, role }, c.get("now")];
  await settle(async () => {
    const [kept, other] = [await findUser(c.env, school, keptId), await findUser(c.env, school, otherId)];
    if (!kept || !other) throw new DomainError("not_found");
    const next = merge(actor, kept, other);
    const isMoved = next.kept.account !== kept.account;
    const leaving: Step = {
      change: guardedWrites(c.env, other, next.other, isAsSeen(kept)),
      fact: { kind: "user.deactivated", subjectId: otherId, changes: differenceOf(other, next.other) },
      ...(isMoved && { mail: noticeOfMove(c, other.account, next.other.account) }),
    };
    const staying: Step = {
      change: guardedWrites(c.env, kept, next.kept),
      fact: { kind: "user.changed", subjectId: keptId, changes: differenceOf(kept, next.kept) },
    };
    const command = {
      school,
      actor: actor.id,
      now,
      steps: isMoved ? [leaving, staying] : [leaving],
      after: endings(c.env, other, next.other),
    };
    const committed = await commit(c.env, command);
    if (!committed) return null;
    c.set("seq", committed.seq);
    announce(c.env, c.executionCtx, committed);
    return committed;
  });
}

/** The one that stays, too, is as it was seen, or nothing of either is written. */
function isAsSeen({ account, membership }: Known) {
  return sql`exists (select 1 from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
    where ${users.id} = ${account.id} and ${users.version} = ${account.version}
      and ${memberships.schoolId} = ${membership.schoolId} and ${memberships.version} = ${membership.version})`;
}
