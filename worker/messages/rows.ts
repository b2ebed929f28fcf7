import { eq } from "drizzle-orm";
import { setter } from "#db/aliases";
import type { Db } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { messages } from "#db/schema";

/** Messages with who set them. */
export function withSetter(db: Db) {
  return db
    .select({ message: packed(messages), setter: packedOrNull(setter) })
    .from(messages)
    .leftJoin(setter, eq(setter.id, messages.setById));
}
