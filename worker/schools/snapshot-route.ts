import { and, asc, desc, eq } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { packed } from "#db/rows";
import { invites, memberships, schools, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { PublicInvite, published } from "#domain/invites";
import { PublicRecovery, publishedRecovery } from "#domain/recoveries";
import { can } from "#domain/roles";
import { PublicSchool } from "#domain/schools";
import { ListedUser, listed, PublicUser, publishedUser } from "#domain/users";
import { head, person } from "../events/history.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { withInviter } from "../invites/rows.ts";
import { newestRecovery } from "../recovery/rows.ts";
import { seenSchool } from "./seen-school.ts";

const Snapshot = z.object({
  epoch: z.string(),
  seq: z.number(),
  school: PublicSchool,
  users: z.array(z.union([PublicUser, ListedUser])),
  invites: z.array(PublicInvite),
  groups: z.array(z.unknown()),
  members: z.array(z.unknown()),
  recovery: z.nullable(PublicRecovery),
});

/** All that a role may see of its school, as of one number of its history. */
export const snapshot = new Hono<App>().get(
  "/",
  may("seeSchool"),
  answers(200, Snapshot),
  async (c) => {
    const { schoolId, role } = c.get("seat");
    const db = open(c.env.DB);
    // One batch is one transaction: everything is as of the same number.
    const [heads, [found], people, sent, [latest]] = await db.batch([
      head(db, schoolId),
      db.select().from(schools).where(eq(schools.id, schoolId)),
      db
        .select({ account: packed(users), membership: packed(memberships) })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(
          and(
            eq(memberships.schoolId, schoolId),
            can(role, "seeWholeUsers") ? undefined : eq(memberships.status, "active"),
          ),
        )
        .orderBy(asc(users.familyName), asc(users.givenName)),
      withInviter(db)
        .where(
          and(
            eq(invites.schoolId, schoolId),
            can(role, "seeInvites") ? undefined : eq(invites.id, ""),
          ),
        )
        .orderBy(desc(invites.createdAt), desc(invites.id)),
      newestRecovery(db, schoolId),
    ]);
    const [{ epoch, seq } = { epoch: "", seq: 0 }] = heads;
    if (!found) throw new DomainError("not_found");
    c.set("seq", seq);
    const all = people.map((row) => publishedUser(row.account, row.membership));
    const snapshot = {
      epoch,
      seq,
      school: seenSchool(role, found),
      users: can(role, "seeWholeUsers") ? all : all.flatMap((user) => listed(user) ?? []),
      invites: sent.map((row) => published(row.invite, person(row.inviter))),
      groups: [],
      members: [],
      recovery:
        latest && can(role, "seeRecovery")
          ? publishedRecovery(latest.recovery, person(latest.asker))
          : null,
    };
    return answer(c, snapshot);
  },
);
