import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { carriedOn, insertFrom } from "#db/rows";
import { groups, pupils, schools, yearRolls } from "#db/schema";
import { nextRollDay } from "#domain/years";
import type { Env } from "../env.ts";
import { commit } from "../events/commit.ts";
import type { Many } from "../events/commit-many.ts";
import type { Committed } from "../events/committed.ts";
import { eraseAt } from "../pupils/keeping.ts";
import { type Plan, planOf } from "./plan.ts";
import { activeGroups, goesUp, isOfYear, leaves, yearAbove } from "./rows.ts";

/** A roll-over on its way. */
interface Rolling {
  db: Db;
  school: string;
  id: string;
  now: number;
  plan: Plan;
  /** Holds until it has happened: the school waits for this very day. */
  isStillDue: SQL;
}

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
      many: plan.groups === "close" ? [closing(rolling)] : [leaving(rolling), rising(rolling)],
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

/** Groups of the last year are closed with it. */
function leaving(rolling: Rolling): Many {
  const { school, plan } = rolling;
  return closed(
    rolling,
    sql`${activeGroups(school)} and ${leaves(sql`g.year_group`, plan.lastYear)}`,
  );
}

/** All that belong to a year are closed. */
function closing(rolling: Rolling): Many {
  return closed(rolling, sql`${activeGroups(rolling.school)} and ${isOfYear}`);
}

function closed({ db, school, id, isStillDue }: Rolling, from: SQL): Many {
  return {
    kind: "group.deactivated",
    from: sql`${from} and ${isStillDue}`,
    id: sql`g.id`,
    order: sql`g.id`,
    change: (isTold) => [
      db
        .update(groups)
        .set({
          status: "inactive",
          rollId: id,
          rolledFrom: sql`${groups.yearGroup}`,
          version: sql`${groups.version} + 1`,
        })
        .where(and(eq(groups.schoolId, school), isTold(sql`${groups.id}`))),
    ],
  };
}

/** The others go up with their pupils. */
function rising({ db, school, id, plan, isStillDue }: Rolling): Many {
  return {
    kind: "group.changed",
    from: sql`${activeGroups(school)} and ${goesUp(sql`g.year_group`, plan.lastYear)} and ${isStillDue}`,
    id: sql`g.id`,
    order: sql`g.id`,
    change: (isTold) => [
      db
        .update(groups)
        .set({
          yearGroup: yearAbove(sql`${groups.yearGroup}`, plan.lastYear),
          rollId: id,
          rolledFrom: sql`${groups.yearGroup}`,
          version: sql`${groups.version} + 1`,
        })
        .where(
          and(eq(groups.schoolId, school), eq(groups.status, "active"), isTold(sql`${groups.id}`)),
        ),
    ],
  };
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
