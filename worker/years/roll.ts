import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertFrom } from "#db/rows";
import { groups, pupils, schools, yearRolls } from "#db/schema";
import { nextRollDay } from "#domain/years";
import type { Env } from "../env.ts";
import { commit } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { eraseAt } from "../pupils/keeping.ts";
import { planOf } from "./plan.ts";
import { groupsFollowing, type Rolling } from "./roll-groups.ts";
import { goesUp, leaves, yearAbove } from "./rows.ts";

/**
 * Rolls a school's year over once its day has begun [S6]: pupils go up, the last year leaves, groups follow as chosen. All in one
 * batch, whose guard is the day the school waits for: of alarm and cron the second writes nothing, and a crash leaves all of it or
 * nothing. Pupils are told by the one event, groups by one each.
 */
export async function rollDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const plan = await planOf(env, school);
  if (!plan || plan.at > now) return [];
  const db = open(env.DB);
  const id = crypto.randomUUID();
  const isStillDue = sql`exists (select 1 from ${schools} s where s.id = ${school} and s.roll_day = ${plan.day})`;
  const rolling = { db, school, id, now, plan, isStillDue };
  const change = [passDay(rolling), remember(rolling)];
  const committed = await commit(
    { env, school, actor: "clock", now },
    {
      many: groupsFollowing(rolling),
      steps: [{ change, fact: { kind: "year.rolled", subjectId: id } }],
      // Whoever leaves first, or those who come into the last year would go with them.
      after: [lastOnesLeave(rolling), othersGoUp(rolling)],
    },
  );
  return committed ? [committed] : [];
}

/** The guard: the school waits for the next year. */
function passDay({ db, school, now, plan }: Rolling) {
  return db
    .update(schools)
    .set({ rollDay: nextRollDay(now) })
    .where(and(eq(schools.id, school), eq(schools.rollDay, plan.day)));
}

function remember({ db, school, id, now, plan }: Rolling) {
  const active = sql`select count(*) from ${pupils} p where p.school_id = ${school} and p.status = 'active'`;
  const touched = sql`select count(*) from ${groups} g where g.school_id = ${school} and g.roll_id = ${id}`;
  return insertFrom(
    db,
    yearRolls,
    {
      id,
      schoolId: school,
      day: plan.day,
      status: "rolled",
      rolledAt: now,
      moved: sql`(${active} and ${goesUp(sql`p.year_group`, plan.lastYear)})`,
      left: sql`(${active} and ${leaves(sql`p.year_group`, plan.lastYear)})`,
      groupsMoved: sql`(${touched} and g.status = 'active')`,
      groupsClosed: sql`(${touched} and g.status = 'inactive')`,
      version: 1,
    },
    sql`where ${carriedOn}`,
  );
}

function lastOnesLeave(rolling: Rolling) {
  const { db, school, now, plan } = rolling;
  return db
    .update(pupils)
    .set({
      ...byRoll(rolling),
      status: "inactive",
      deactivatedAt: now,
      eraseAt: eraseAt(school, sql`${now}`),
    })
    .where(and(isToFollow(rolling), leaves(sql`${pupils.yearGroup}`, plan.lastYear)));
}

function othersGoUp(rolling: Rolling) {
  const { db, plan } = rolling;
  return db
    .update(pupils)
    .set({ ...byRoll(rolling), yearGroup: yearAbove(sql`${pupils.yearGroup}`, plan.lastYear) })
    .where(and(isToFollow(rolling), goesUp(sql`${pupils.yearGroup}`, plan.lastYear)));
}

function byRoll({ id }: Rolling) {
  return {
    rollId: id,
    rolledFrom: sql`${pupils.yearGroup}`,
    version: sql`${pupils.version} + 1`,
  };
}

/** Active pupils, where this very roll-over has just been written. */
function isToFollow({ school, id }: Rolling): SQL | undefined {
  return and(
    eq(pupils.schoolId, school),
    eq(pupils.status, "active"),
    sql`exists (select 1 from ${yearRolls} y where y.id = ${id})`,
  );
}
