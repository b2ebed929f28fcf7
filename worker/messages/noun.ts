import { and, eq, isNotNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { reading } from "#db/reading";
import { messages } from "#db/schema";
import { PublicMessage, publishedMessage } from "#domain/messages";
import { person } from "#domain/names";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { withSetter } from "./rows.ts";

export const message = {
  tellers(db, school, ids) {
    const rows = withSetter(db)
      // Found by their ids, as invites are.
      .where(and(sql`${messages.id} in ${ids}`, sql`+${messages.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.message.id,
        (fact, row) => ({ ...fact, message: publishedMessage(row.message, person(row.setter)) }),
      ),
    );
  },

  snapshot: {
    messages: {
      shape: z.array(PublicMessage),
      read(db, school) {
        const rows = withSetter(db).where(
          and(eq(messages.schoolId, school), isNotNull(messages.text)),
        );
        return reading(rows, (found) =>
          found.map((row) => publishedMessage(row.message, person(row.setter))),
        );
      },
    },
  },
} satisfies ServerNoun<"message">;
