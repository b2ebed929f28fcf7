import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { groups } from "#db/schema";
import type { Many } from "../events/commit-many.ts";
import type { Plan } from "./plan.ts";
import { activeGroups, goesUp, isOfYear, leaves, yearAbove } from "./rows.ts";

/** A roll-over on its way. */
export interface Rolling {
  db: Db;
  school: string;
  id: string;
  now: number;
  plan: Plan;
  /** Holds until it has happened: the school waits for this very day. */
  isStillDue: SQL;
}

/** What becomes of groups, as the school has chosen; the last year's first, or those who come into it would go with them. */
export function groupsFollowing(rolling: Rolling): Many[] {
  return rolling.plan.groups === "close" ? [closing(rolling)] : [leaving(rolling), rising(rolling)];
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
