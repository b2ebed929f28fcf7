import { eq } from "drizzle-orm";
import { setter } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { messages } from "#db/schema";

/** Messages with who set them. */
export function withSetter(db: Db) {
  return db
    .select({ message: packed(messages), setter: packedOrNull(setter, names) })
    .from(messages)
    .leftJoin(setter, eq(setter.id, messages.setById));
}
