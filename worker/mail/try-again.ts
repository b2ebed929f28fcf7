import { and, eq, isNotNull, sql } from "drizzle-orm";
import { open } from "#db/client";
import { mails } from "#db/schema";
import { undoTime } from "#domain/invites";
import type { PersonAct } from "../act.ts";
import { post } from "../events/announce.ts";
import { write } from "../events/write.ts";
import { endsAt } from "./stop.ts";

/** Asks the mail service again at once, with what waits at the school of whoever wants it; one mail goes alone first. */
export async function tryMailAgain(act: PersonAct): Promise<void> {
  const { env, school, now, actor } = act;
  // What is held, or waits for room, still does.
  const waits = and(
    eq(mails.schoolId, school),
    eq(mails.status, "queued"),
    isNotNull(mails.countsAt),
    sql`${mails.dueAt} > max(${now}, ${mails.createdAt} + ${undoTime})`,
  );
  const due = open(env.DB).update(mails).set({ dueAt: now }).where(waits);
  await write(env, actor, [endsAt(env, now), due]);
  post(env, act, school);
}
