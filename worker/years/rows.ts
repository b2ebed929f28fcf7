import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { packed } from "#db/rows";
import { groups, pupilGroups, pupils, yearRolls } from "#db/schema";
import { risings } from "#domain/years";

/** Roll-overs that have happened. */
export function rollRows(db: Db) {
  return db.select({ roll: packed(yearRolls) }).from(yearRolls);
}

/** What becomes of years as the rows of `r`: `key` the year, `value` the one above, null where it leaves. */
export function risingRows(lastYear: string): SQL {
  return sql`json_each(${JSON.stringify(risings(lastYear))}) r`;
}

/** The year above the one in this column; null where it is not among those that go up. */
export function yearAbove(column: SQL, lastYear: string): SQL {
  return sql`(select r.value from ${risingRows(lastYear)} where r.key = ${column})`;
}

/** Holds for a column's year that goes up, or that leaves. */
export const goesUp = (column: SQL, lastYear: string): SQL =>
  sql`${column} in (select r.key from ${risingRows(lastYear)} where r.value is not null)`;
export const leaves = (column: SQL, lastYear: string): SQL =>
  sql`${column} in (select r.key from ${risingRows(lastYear)} where r.value is null)`;

/** Holds for groups `g` that belong to a school's year: they have one, or pupils. */
export const isOfYear: SQL = sql`(g.year_group is not null or exists (select 1 from ${pupilGroups} m
  join ${pupils} p on p.id = m.pupil_id and p.status = 'active' where m.group_id = g.id))`;

/** The active groups of a school as `g`. */
export function activeGroups(school: string): SQL {
  return sql`from ${groups} g where g.school_id = ${school} and g.status = 'active'`;
}
