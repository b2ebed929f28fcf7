import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { groupMembers } from "#db/schema";
import type { Changes } from "#domain/facts";
import { changesOfLinks, type Links } from "#domain/groups/members";
import type { Act } from "../act.ts";
import type { Step } from "../events/commit.ts";
import { areAsSeen, type Link, linksWhere, relinking } from "./links.ts";

/** Somebody's groups on their way to another: what is written, on what condition, and what is told of either. */
export interface GroupsMoved {
  areAsSeen: SQL;
  writes: Step["change"];
  /** Of whom they leave; and, where there are any that they were not in before, of whom they come to. */
  gone: Changes;
  come: Changes | null;
}

/** Moves all of one person's memberships to another, each still whose it was [A13]. Null where there are none. */
export async function movingGroups(
  act: Act,
  from: string,
  to: string,
): Promise<GroupsMoved | null> {
  const links = await linksWhere(
    open(act.env.DB),
    and(sql`${groupMembers.userId} in (${from}, ${to})`, eq(groupMembers.schoolId, act.school)),
  );
  const gone = links.filter(({ userId }) => userId === from);
  if (gone.length === 0) return null;
  const kept = new Set(links.flatMap((link) => (link.userId === to ? [link.groupId] : [])));
  const come = gone
    .filter(({ groupId }) => !kept.has(groupId))
    .map((link) => ({ ...link, userId: to }));
  return {
    areAsSeen: areAsSeen({ gone, come }),
    writes: relinking(act, { gone, come }),
    gone: changesOfLinks("groups", { gone: byGroup(gone), come: {} }),
    come: come.length > 0 ? changesOfLinks("groups", { gone: {}, come: byGroup(come) }) : null,
  };
}

function byGroup(links: readonly Link[]): Links {
  return Object.fromEntries(links.map(({ groupId, source }) => [groupId, source]));
}
