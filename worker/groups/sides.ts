import { and, eq, type SQL, sql } from "drizzle-orm";
import { groupMembers, groups, memberships } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Links, Relinking } from "#domain/groups/members";
import { can } from "#domain/roles";
import type { PersonAct } from "../act.ts";
import type { Link, Relinks } from "./links.ts";

/** Refuses with `invalid` and why, where an id is not one that may be named. */
export function refuseUnknown(
  ids: readonly string[],
  field: string,
  isKnown: (id: string) => boolean,
  why: string,
): void {
  if (!ids.every(isKnown)) throw new DomainError("invalid", { fields: { [field]: why } });
}

/** An Editor is still in all of these groups as it is written. */
export function stillOwn({ actor }: PersonAct, groupIds: readonly string[]): SQL | undefined {
  if (can(actor.role, "manageGroups")) return undefined;
  const wanted = [...new Set(groupIds)];
  return sql`(select count(*) from ${groupMembers} m where m.user_id = ${actor.id}
    and m.group_id in ${jsonOf(wanted)}) = ${wanted.length}`;
}

/** The group of the school with this id. */
export function isGroup(school: string, id: string): SQL | undefined {
  return and(eq(groups.id, id), eq(groups.schoolId, school));
}

/** Somebody of the school. */
export function isPerson(school: string, id: string): SQL | undefined {
  return and(eq(memberships.schoolId, school), eq(memberships.userId, id));
}

/** Whose each membership is, by what stands on one side of it. */
export function linksBy(rows: readonly Link[], side: "groupId" | "userId"): Links {
  return Object.fromEntries(rows.map((row) => [row[side], row.source]));
}

/** What the domain decided about one side, as memberships. */
export function linksOf(
  { gone, come }: Relinking,
  linkOf: (id: string, source: Link["source"]) => Link,
): Relinks {
  const all = (links: Links) => Object.entries(links).map(([id, source]) => linkOf(id, source));
  return { gone: all(gone), come: all(come) };
}

/** A list of ids as one parameter. */
export function jsonOf(ids: readonly string[]): SQL {
  return sql`(select value from json_each(${JSON.stringify(ids)}))`;
}
