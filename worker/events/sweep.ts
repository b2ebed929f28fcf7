import { lt } from "drizzle-orm";
import { open } from "#db/client";
import { commands } from "#db/schema";
import { forget } from "../accounts/limits.ts";
import { sweepSessions } from "../accounts/sessions.ts";
import type { Env } from "../env.ts";
import { keyLife } from "../http/idempotency.ts";
import { sweepDrafts } from "../imports/drafts.ts";
import { log } from "../log.ts";
import { pruneMails } from "../mail/pruning.ts";
import { removeOwnerless } from "../schools/ownerless.ts";
import { ring } from "./announce.ts";
import { runDue, runSlowDue, schoolsDue } from "./due.ts";

/** The longest window any limit looks back over, milliseconds. */
const longestWindow = 24 * 3600_000;

/** How often the cron comes, milliseconds. */
const everyMinute = 60_000;
/** Schools that are seen to side by side: a Worker has six connections at once. */
const atOnce = 6;

/**
 * Every minute: does what an alarm missed, arms the rooms of what comes next, removes what has run out, and mails last,
 * since a provider may be silent. One school's trouble is not another's.
 */
export async function sweep(env: Env, now: number): Promise<void> {
  const due = await schoolsDue(env, now + everyMinute);
  await forEach(due, async (school) => {
    for await (const committed of runDue(env, school, now)) await ring(env, committed);
    await env.ROOM.getByName(school).arm();
  });
  await sweepSessions(env);
  await forget(env, now - longestWindow);
  await open(env.DB)
    .delete(commands)
    .where(lt(commands.at, now - keyLife));
  await pruneMails(env, now);
  await sweepDrafts(env, now);
  await removeOwnerless(env, now);
  await forEach(due, async (school) => {
    for await (const committed of runSlowDue(env, school, now)) await ring(env, committed);
  });
}

async function forEach(schools: string[], act: (school: string) => Promise<void>): Promise<void> {
  const left = [...schools];
  const work = async () => {
    for (let school = left.shift(); school; school = left.shift()) {
      await act(school).catch((error) =>
        log("sweep failed", { error: error instanceof Error ? error.name : "unknown" }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
