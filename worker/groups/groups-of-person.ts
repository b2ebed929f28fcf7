import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { groupMembers, groups, memberships } from "#db/schema";
import { DomainError } from "#domain/errors";
import { changesOfLinks, type MemberChange, mayRelink, relink } from "#domain/groups/members";
import { can } from "#domain/roles";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { settle } from "../events/settle.ts";
import { areAsSeen, linksWhere, relinking } from "./links.ts";
import { isPerson, jsonOf, linksBy, linksOf, refuseUnknown, stillOwn } from "./sides.ts";

const noGroups = "Choose groups of your school.";

/**
 * Puts somebody into groups and takes them out of others [S4], as one event of the person. Refuses with `not_found`, with `forbidden`
 * Editors who are not in all of them, and with `invalid` where a group is not the school's.
 */
export async function changeGroupsOf(by: PersonAct, id: string, wanted: MemberChange) {
  const { env, school } = by;
  const db = open(env.DB);
  const named = [...wanted.add, ...wanted.remove];
  const ids = jsonOf(named);
  const areOf = (userId: string) =>
    and(
      eq(groupMembers.userId, userId),
      eq(groupMembers.schoolId, school),
      sql`${groupMembers.groupId} in ${ids}`,
    );
  await settle(by, async (act) => {
    const { actor } = act;
    const seen = await ask(
      db,
      together({
        person: reading(
          db.select({ status: memberships.status }).from(memberships).where(isPerson(school, id)),
          ([found]) => found,
        ),
        own: reading(linksWhere(db, areOf(actor.id)), (rows) => linksBy(rows, "groupId")),
        links: reading(linksWhere(db, areOf(id)), (rows) => linksBy(rows, "groupId")),
        groups: reading(
          db
            .select({ id: groups.id })
            .from(groups)
            .where(and(sql`${groups.id} in ${ids}`, sql`+${groups.schoolId} = ${school}`)),
          (rows) => new Set(rows.map((row) => row.id)),
        ),
      }),
    );
    const isListed = seen.person?.status === "active" || can(actor.role, "seeWholeUsers");
    if (!seen.person || !isListed) throw new DomainError("not_found");
    for (const side of ["add", "remove"] as const)
      refuseUnknown(wanted[side], side, (group) => seen.groups.has(group), noGroups);
    for (const group of named) mayRelink(actor.role, group in seen.own);
    const links = relink(seen.links, wanted);
    if (!links) return seen;
    const relinks = linksOf(links, (groupId, source) => ({ groupId, userId: id, source }));
    const guard = open(env.DB)
      .update(memberships)
      .set({ version: sql`${memberships.version} + 1` })
      .where(and(isPerson(school, id), areAsSeen(relinks), stillOwn(act, named)));
    const change = [guard, ...relinking(act, relinks)];
    const changes = changesOfLinks("groups", links);
    const fact = { kind: "user.changed", subjectId: id, changes } as const;
    return carryOut(act, { steps: [{ change, fact }], subjectId: id });
  });
}
