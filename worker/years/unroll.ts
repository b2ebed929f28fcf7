import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { groups, pupils, yearRolls } from "#db/schema";
import { DomainError } from "#domain/errors";
import { isUndoable, type YearRoll } from "#domain/years";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Many } from "../events/commit-many.ts";
import { settle } from "../events/settle.ts";
import { yearAbove } from "./rows.ts";

/** By this year all go up: whatever the school's last year was, nobody who went up came from it. */
const beyondAll = "Year 13";

/**
 * Takes a roll-over back within its week [S6]: whoever it moved is where they were, whoever left with it is back, and so are groups.
 * What somebody has changed by hand since stays as they left it. Refuses with `not_found` and `too_late`.
 */
export async function unroll(by: PersonAct, id: string): Promise<YearRoll> {
  return settle(by, async (act) => {
    const { env, school, now } = act;
    const db = open(env.DB);
    const isThis = and(eq(yearRolls.id, id), eq(yearRolls.schoolId, school));
    const [seen] = await db.select().from(yearRolls).where(isThis);
    if (!seen) throw new DomainError("not_found");
    if (seen.status === "unrolled") return seen;
    if (!isUndoable(seen, now)) throw new DomainError("too_late");
    const next = { ...seen, status: "unrolled" as const, version: seen.version + 1 };
    const guard = db
      .update(yearRolls)
      .set({ status: next.status, version: next.version })
      .where(and(isThis, eq(yearRolls.version, seen.version)));
    const committed = await carryOut(act, {
      many: [groupsBack(db, seen)],
      steps: [{ change: [guard], fact: { kind: "year.unrolled", subjectId: id } }],
      after: [leaversBack(db, seen), othersBack(db, seen)],
      subjectId: id,
    });
    return committed && next;
  });
}

/** Groups as it left them; a closed one stays closed where another has its name by now. */
function groupsBack(db: Db, { id, schoolId }: YearRoll): Many {
  const wasClosed = sql`g.status = 'inactive' and g.year_group is g.rolled_from and not exists (select 1 from ${groups} o
    where o.school_id = g.school_id and o.canonical_name = g.canonical_name and o.status = 'active')`;
  const wasMoved = sql`g.year_group = ${yearAbove(sql`g.rolled_from`, beyondAll)}`;
  return {
    kind: "group.changed",
    from: sql`from ${groups} g where g.school_id = ${schoolId} and g.roll_id = ${id} and ((${wasClosed}) or (${wasMoved}))
      and ${is(id, "rolled")}`,
    id: sql`g.id`,
    order: sql`g.id`,
    change: (isTold) => [
      db
        .update(groups)
        .set({
          status: sql`case when ${groups.yearGroup} is ${groups.rolledFrom} then 'active' else ${groups.status} end`,
          yearGroup: sql`${groups.rolledFrom}`,
          rollId: null,
          rolledFrom: null,
          version: sql`${groups.version} + 1`,
        })
        .where(and(eq(groups.schoolId, schoolId), isTold(sql`${groups.id}`))),
    ],
  };
}

function leaversBack(db: Db, roll: YearRoll) {
  return db
    .update(pupils)
    .set({ ...asBefore, status: "active", deactivatedAt: null, eraseAt: null })
    .where(and(isOf(roll), eq(pupils.status, "inactive"), eq(pupils.deactivatedAt, roll.rolledAt)));
}

function othersBack(db: Db, roll: YearRoll) {
  const isWhereItPutThem = sql`${pupils.yearGroup} = ${yearAbove(sql`${pupils.rolledFrom}`, beyondAll)}`;
  return db
    .update(pupils)
    .set(asBefore)
    .where(and(isOf(roll), isWhereItPutThem));
}

const asBefore = {
  yearGroup: sql`${pupils.rolledFrom}`,
  rollId: null,
  rolledFrom: null,
  version: sql`${pupils.version} + 1`,
};

/** Whom it moved, now that it is taken back. */
function isOf({ id, schoolId }: YearRoll): SQL | undefined {
  return and(eq(pupils.schoolId, schoolId), eq(pupils.rollId, id), is(id, "unrolled"));
}

function is(id: string, status: YearRoll["status"]): SQL {
  return sql`exists (select 1 from ${yearRolls} y where y.id = ${id} and y.status = ${status})`;
}
