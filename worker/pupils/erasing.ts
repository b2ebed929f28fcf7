import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { withoutId } from "#db/rows";
import { differences, misLinks, pupilGroups, pupils } from "#db/schema";
import { erase } from "#domain/pupils";
import type { Env } from "../env.ts";
import { commit, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { tallied } from "../imports/tally.ts";

/** Pupils who are erased in one command; those who are left follow in the next. */
const portion = 20;

/** Erases whoever has been away for as long as the school keeps them [S6]; the events of it. */
export async function eraseDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const db = open(env.DB);
  const due = await db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, school), lte(pupils.eraseAt, now)))
    .orderBy(asc(pupils.eraseAt))
    .limit(portion);
  if (due.length === 0) return [];
  const steps = due.map((seen): Step => {
    const isSame = and(eq(pupils.id, seen.id), eq(pupils.version, seen.version));
    const change = [
      db
        .update(pupils)
        .set(withoutId(erase(seen, now)))
        .where(isSame),
    ];
    return { change, fact: { kind: "pupil.erased", subjectId: seen.id } };
  });
  const ids = sql`(select j.value from json_each(${JSON.stringify(due.map(({ id }) => id))}) j
    join ${pupils} p on p.id = j.value and p.erased_at is not null)`;
  const after = [
    db.delete(pupilGroups).where(sql`${pupilGroups.pupilId} in ${ids}`),
    ...forgetting(db, school, ids),
  ];
  const committed = await commit({ env, school, actor: "clock", now }, { steps, after });
  const more = committed && due.length === portion ? await eraseDue(env, school, now) : [];
  return committed ? [committed, ...more] : more;
}

/** What the MIS has said of pupils goes with them: details, ids, in which groups it had them, and whatever of an import names them. */
function forgetting(db: Db, school: string, ids: SQL) {
  const theirs = sql`(select p.sourced_id from ${misLinks} p where p.school_id = ${school} and p.noun = 'pupil'
    and p.row_id in ${ids})`;
  const all = sql`json_each(${misLinks.said}, '$.pupils')`;
  const standing = sql`(select i.id from imports i where i.school_id = ${school} and i.status <> 'replaced')`;
  const others = sql`(select json_group_array(value) from ${all} where value not in ${theirs})`;
  return [
    db
      .update(misLinks)
      .set({ said: sql`json_set(${misLinks.said}, '$.pupils', json(${others}))` })
      .where(
        and(
          eq(misLinks.schoolId, school),
          eq(misLinks.noun, "group"),
          sql`exists (select 1 from ${all} where value in ${theirs})`,
        ),
      ),
    db.delete(differences).where(
      and(
        eq(differences.schoolId, school),
        sql`exists (select 1 from ${misLinks} p where p.school_id = ${school} and p.noun = 'pupil'
            and p.row_id in ${ids} and instr(${differences.task}, json_quote(p.sourced_id)) > 0)`,
      ),
    ),
    tallied(db, standing, sql`exists ${ids}`),
    db
      .delete(misLinks)
      .where(
        and(
          eq(misLinks.schoolId, school),
          eq(misLinks.noun, "pupil"),
          sql`${misLinks.rowId} in ${ids}`,
        ),
      ),
  ];
}
