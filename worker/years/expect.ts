import { and, eq, isNull } from "drizzle-orm";
import { open } from "#db/client";
import { schools } from "#db/schema";
import { nextRollDay } from "#domain/years";
import type { Act } from "../act.ts";

/** A school that gets pupils has its year roll over from then on. */
export function expectRollOver({ env, school, now }: Act) {
  return open(env.DB)
    .update(schools)
    .set({ rollDay: nextRollDay(now) })
    .where(and(eq(schools.id, school), isNull(schools.rollDay)));
}
