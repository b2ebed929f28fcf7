import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { groupMembers, groups, memberships } from "#db/schema";
import { DomainError } from "#domain/errors";
import { changesOfLinks, type MemberChange, mayRelink, relink } from "#domain/groups/members";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { settle } from "../events/settle.ts";
import { areActive, areAsSeen, linksWhere, relinking } from "./links.ts";
import { isGroup, jsonOf, linksBy, linksOf, refuseUnknown, stillOwn } from "./sides.ts";

const strangers = "Choose active people of your school.";

/**
 * Puts people into a group and takes people out [S4], as one event of the group. Refuses with `not_found`, with `forbidden` Editors
 * who are not in it, and with `invalid` where somebody is not at the school, or is to come and is inactive.
 */
export async function changeMembers(by: PersonAct, id: string, wanted: MemberChange) {
  const { env, school } = by;
  const db = open(env.DB);
  const ids = jsonOf([...wanted.add, ...wanted.remove]);
  await settle(by, async (act) => {
    const { actor } = act;
    const seen = await ask(
      db,
      together({
        group: reading(
          db.select({ id: groups.id }).from(groups).where(isGroup(school, id)),
          ([found]) => found,
        ),
        isOwn: reading(
          linksWhere(db, and(eq(groupMembers.groupId, id), eq(groupMembers.userId, actor.id))),
          ([own]) => own !== undefined,
        ),
        links: reading(
          linksWhere(db, and(eq(groupMembers.groupId, id), sql`${groupMembers.userId} in ${ids}`)),
          (rows) => linksBy(rows, "userId"),
        ),
        people: reading(
          db
            .select({ id: memberships.userId, status: memberships.status })
            .from(memberships)
            .where(and(eq(memberships.schoolId, school), sql`${memberships.userId} in ${ids}`)),
          (rows) => new Map(rows.map((row) => [row.id, row.status])),
        ),
      }),
    );
    if (!seen.group) throw new DomainError("not_found");
    mayRelink(actor.role, seen.isOwn);
    refuseUnknown(wanted.add, "add", (person) => seen.people.get(person) === "active", strangers);
    refuseUnknown(wanted.remove, "remove", (person) => seen.people.has(person), strangers);
    const links = relink(seen.links, wanted);
    if (!links) return seen;
    const relinks = linksOf(links, (userId, source) => ({ groupId: id, userId, source }));
    const guard = open(env.DB)
      .update(groups)
      .set({ version: sql`${groups.version} + 1` })
      .where(
        and(
          isGroup(school, id),
          areAsSeen(relinks),
          areActive(school, relinks.come),
          stillOwn(act, [id]),
        ),
      );
    const change = [guard, ...relinking(act, relinks)];
    const changes = changesOfLinks("members", links);
    const fact = { kind: "group.changed", subjectId: id, changes } as const;
    return carryOut(act, { steps: [{ change, fact }], subjectId: id });
  });
}
