import { eq } from "drizzle-orm";
import { reading } from "#db/reading";
import { schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import { PublicSchool, publishedSchool } from "#domain/schools";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { seenSchool } from "./seen-school.ts";

export const school = {
  tellers(db, id) {
    const row = db.select().from(schools).where(eq(schools.id, id));
    return reading(row, (found) =>
      tellerOf(
        found,
        (row) => row.id,
        (fact, row) => ({ ...fact, school: publishedSchool(row) }),
      ),
    );
  },

  snapshot: {
    school: {
      shape: PublicSchool,
      read(db, id, role) {
        const row = db.select().from(schools).where(eq(schools.id, id));
        return reading(row, ([found]) => {
          if (!found) throw new DomainError("not_found");
          return seenSchool(role, found);
        });
      },
    },
  },
} satisfies ServerNoun<"school">;
