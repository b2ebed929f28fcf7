import { and, asc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Reading, reading } from "#db/reading";
import { memberships, users } from "#db/schema";
import { can } from "#domain/roles";
import { ListedUser, listed, PublicUser, publishedUser } from "#domain/users";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { people } from "./rows.ts";

export const user = {
  tellers(db, school, ids) {
    const rows = people(db).where(
      and(eq(memberships.schoolId, school), sql`${memberships.userId} in ${ids}`),
    );
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.account.id,
        (fact, row) => ({ ...fact, user: publishedUser(row) }),
      ),
    );
  },

  idsAbout: (_db, _school, person) => sql`select ${person}`,

  snapshot: {
    users: {
      shape: z.array(z.union([PublicUser, ListedUser])),
      read(db, school, role): Reading<(PublicUser | ListedUser)[]> {
        const isWhole = can(role, "seeWholeUsers");
        const rows = people(db)
          .where(
            and(
              eq(memberships.schoolId, school),
              isWhole ? undefined : eq(memberships.status, "active"),
            ),
          )
          .orderBy(asc(users.familyName), asc(users.givenName));
        return reading(rows, (found) => {
          const all = found.map(publishedUser);
          return isWhole ? all : all.flatMap((each) => listed(each) ?? []);
        });
      },
    },
  },
} satisfies ServerNoun<"user">;
