import { and, eq, isNull } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { isPending } from "#db/rows";
import {
  groupMembers,
  groups,
  invites,
  type LinkedNoun,
  memberships,
  misLinks,
  pupilGroups,
  pupils,
  settledDifferences,
  users,
} from "#db/schema";
import type { Link, Standing, StandingMember } from "#domain/imports/standing";
import type { Env } from "../env.ts";

/** All of a school that its MIS can differ from, as of one moment. */
export async function standingOf(env: Env, school: string): Promise<Standing> {
  const db = open(env.DB);
  const found = await ask(
    db,
    together({
      staff: reading(
        db
          .select({
            id: users.id,
            username: users.username,
            title: users.title,
            givenName: users.givenName,
            middleName: users.middleName,
            familyName: users.familyName,
            email: users.email,
            phone: users.phone,
            status: memberships.status,
          })
          .from(memberships)
          .innerJoin(users, eq(users.id, memberships.userId))
          .where(eq(memberships.schoolId, school)),
        (rows) => rows,
      ),
      groups: reading(
        db
          .select({
            id: groups.id,
            name: groups.name,
            yearGroup: groups.yearGroup,
            status: groups.status,
            source: groups.source,
          })
          .from(groups)
          .where(eq(groups.schoolId, school)),
        (rows) => rows,
      ),
      members: reading(
        db
          .select({
            groupId: groupMembers.groupId,
            personId: groupMembers.userId,
            source: groupMembers.source,
          })
          .from(groups)
          .innerJoin(groupMembers, eq(groupMembers.groupId, groups.id))
          .where(eq(groups.schoolId, school)),
        (rows) => rows.map((row): StandingMember => ({ ...row, kind: "staff" })),
      ),
      pupils: reading(
        db
          .select({
            id: pupils.id,
            upn: pupils.upn,
            givenName: pupils.givenName,
            familyName: pupils.familyName,
            yearGroup: pupils.yearGroup,
            status: pupils.status,
          })
          .from(pupils)
          .where(and(eq(pupils.schoolId, school), isNull(pupils.erasedAt))),
        (rows) => rows,
      ),
      learners: reading(
        db
          .select({
            groupId: pupilGroups.groupId,
            personId: pupilGroups.pupilId,
            source: pupilGroups.source,
          })
          .from(groups)
          .innerJoin(pupilGroups, eq(pupilGroups.groupId, groups.id))
          .where(eq(groups.schoolId, school)),
        (rows) => rows.map((row): StandingMember => ({ ...row, kind: "pupil" })),
      ),
      invited: reading(
        db
          .select({ address: invites.canonicalEmail })
          .from(invites)
          .where(and(eq(invites.schoolId, school), isPending)),
        (rows) => new Set(rows.map(({ address }) => address)),
      ),
      links: reading(
        db
          .select({
            noun: misLinks.noun,
            sourcedId: misLinks.sourcedId,
            rowId: misLinks.rowId,
            said: misLinks.said,
            userId: invites.userId,
          })
          .from(misLinks)
          .leftJoin(invites, and(eq(misLinks.noun, "invite"), eq(invites.id, misLinks.rowId)))
          .where(eq(misLinks.schoolId, school)),
        (rows) => rows,
      ),
      settled: reading(
        db
          .select({ key: settledDifferences.key })
          .from(settledDifferences)
          .where(eq(settledDifferences.schoolId, school)),
        (rows) => new Set(rows.map(({ key }) => key)),
      ),
    }),
  );
  const { links, members, learners, ...rest } = found;
  return { ...rest, members: [...members, ...learners], ...linksOf(links) };
}

interface LinkRow {
  noun: LinkedNoun;
  sourcedId: string;
  rowId: string;
  said: string;
  userId: string | null;
}

/** An invite that was accepted is the account it became. */
function linksOf(rows: readonly LinkRow[]): Pick<Standing, "links" | "invitedIds"> {
  const links: Record<"user" | "group" | "pupil", Link[]> = { user: [], group: [], pupil: [] };
  const invitedIds = new Set<string>();
  for (const { noun, sourcedId, rowId, said, userId } of rows) {
    if (noun === "invite" && userId === null) invitedIds.add(sourcedId);
    else
      links[noun === "invite" ? "user" : noun].push({
        sourcedId,
        rowId: userId ?? rowId,
        said: JSON.parse(said),
      });
  }
  for (const { sourcedId } of links.user) invitedIds.delete(sourcedId);
  return { links, invitedIds };
}
