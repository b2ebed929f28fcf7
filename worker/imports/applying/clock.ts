import { and, eq, isNotNull, lte } from "drizzle-orm";
import { open } from "#db/client";
import { imports } from "#db/schema";
import { type Clock, timeOf } from "../../events/clock.ts";
import { goOn } from "./go-on.ts";

/** Imports are gone on with where whoever applied them has died. Each portion tells of itself. */
export const importClock: Clock = {
  ...timeOf(imports, imports.dueAt),
  async run(env, school, now) {
    const waiting: Promise<unknown>[] = [];
    const [row] = await open(env.DB)
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.schoolId, school), isNotNull(imports.dueAt), lte(imports.dueAt, now)));
    if (row) await goOn(env, { waitUntil: (promise) => void waiting.push(promise) }, school);
    await Promise.allSettled(waiting);
    return [];
  },

  isSlow: true,
};
