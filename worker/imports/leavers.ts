import { eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { differences, imports } from "#db/schema";
import { leaversCountFor } from "#domain/imports";
import type { Act } from "../act.ts";

const isGone = sql`${differences.state} = 'applied' and ${differences.outcome} is null`;

function isLeaver(noun: "user" | "pupil") {
  return sql`${differences.kind} = 'leaver' and ${differences.subject} ->> 'noun' = ${noun}`;
}

/** To be kept of an import when its differences go: how many have left by it. */
export function goneBy(importId: string) {
  const count = (noun: "user" | "pupil") =>
    sql`(select count(*) from ${differences} where ${differences.importId} = ${importId}
      and ${isLeaver(noun)} and ${isGone})`;
  return { leftStaff: count("user"), leftPupils: count("pupil") };
}

/**
 * How many differences of an import are accepted, and how many will have left by them: with those who have left by it already, and
 * apart from those whom the imports before it have let go within a day.
 */
export async function leavingBy({ env, school, now }: Act, importId: string) {
  const db = open(env.DB);
  const isAccepted = sql`${differences.state} = 'accepted'`;
  // Where nobody more leaves there is nothing to ask.
  const leaving = (noun: "user" | "pupil") =>
    sql<number>`coalesce(sum(${isLeaver(noun)}) * max(${isLeaver(noun)} and ${isAccepted}), 0)`;
  const since = now - leaversCountFor;
  const [[found], [gone]] = await db.batch([
    db
      .select({
        total: sql<number>`coalesce(sum(${isAccepted}), 0)`,
        staff: leaving("user").as("staff"),
        pupils: leaving("pupil").as("pupils"),
      })
      .from(differences)
      .where(sql`${differences.importId} = ${importId} and (${isAccepted} or (${isGone}))`),
    db
      .select({
        staff: sql<number>`coalesce(sum(${imports.leftStaff}), 0)`,
        pupils: sql<number>`coalesce(sum(${imports.leftPupils}), 0)`,
      })
      .from(imports)
      .where(
        sql`${eq(imports.schoolId, school)} and coalesce(${imports.appliedAt}, ${imports.at}) > ${since}`,
      ),
  ]);
  const none = { staff: 0, pupils: 0 };
  const { total, ...all } = found ?? { total: 0, ...none };
  return { total, leaving: all, gone: gone ?? none };
}
