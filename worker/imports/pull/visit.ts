import { eq } from "drizzle-orm";
import { open } from "#db/client";
import { misSources } from "#db/schema";
import { DomainError } from "#domain/errors";
import { readRoster } from "#domain/rosters/read";
import type { Roster } from "#domain/rosters/roster";
import type { Act } from "../../act.ts";
import type { Env } from "../../env.ts";
import { settings } from "../../env.ts";
import { propose } from "../propose.ts";
import { pageAt, type Server, signInTo } from "./client.ts";
import { unseal } from "./sealing.ts";
import { nextNight, type SourceRow, sourceOf } from "./sources.ts";
import { zipFrom } from "./tables.ts";
import { Trouble } from "./trouble.ts";

/** After trouble it is tried again after so long, milliseconds, so often in a night. */
const pause = 30 * 60_000;
const triesOfNight = 3;

/** Asks a school's MIS, where it is due, and writes down what it says otherwise. What is wrong is kept in words for the school. */
export async function visit(
  env: Env,
  waiting: Pick<Act, "waitUntil">,
  school: string,
  now: number,
): Promise<void> {
  const source = await sourceOf(env, school);
  const found = settings(env);
  if (!source || !found || source.nextAt > now) return;
  // Whoever comes at the same moment finds that it is not due.
  const db = open(env.DB);
  const isMine = eq(misSources.schoolId, school);
  await db
    .update(misSources)
    .set({ nextAt: now + pause })
    .where(isMine);
  const act: Act = { env, settings: found, now, school, actor: "clock", ...waiting };
  try {
    const credentials = unseal(found.linkKeys, school, source.sealed);
    if (!credentials)
      throw new Trouble("The key that locked id and secret is gone. Enter them again.");
    await propose(act, await rosterFrom({ ...source, ...credentials }, source), {
      source: "pull",
      name: null,
    });
    const nextAt = await nextNight(env, school, now);
    await db.update(misSources).set({ nextAt, lastAt: now, trouble: null, tries: 0 }).where(isMine);
  } catch (error) {
    const { words, wait } = troubleOf(error);
    const tries = source.tries + 1;
    const isOver = tries >= triesOfNight;
    const nextAt = isOver ? await nextNight(env, school, now) : now + Math.max(pause, wait);
    await db
      .update(misSources)
      .set({ nextAt, trouble: words, tries: isOver ? 0 : tries })
      .where(isMine);
  }
}

/** What is wrong with a server, in words; null where it lets us in and has people. */
export async function tryOut(server: Server): Promise<string | null> {
  try {
    const token = await signInTo(server);
    for (const collection of ["users", "classes", "enrollments"]) {
      const { rows } = await pageAt(server, token, collection, 0, 1);
      if (collection === "users" && rows.length === 0)
        throw new Trouble("The server lets us in, but has nobody. Ask whoever runs your MIS.");
    }
    return null;
  } catch (error) {
    return troubleOf(error).words;
  }
}

async function rosterFrom(server: Server, { school }: SourceRow): Promise<Roster> {
  const zip = await zipFrom(server, await signInTo(server));
  const read = readRoster(zip, "MIS", school ? { school } : {});
  if (read.form !== "refused") return read;
  throw new Trouble(read.reasons[0]?.text ?? "What the server gives cannot be read.");
}

function troubleOf(error: unknown): { words: string; wait: number } {
  if (error instanceof Trouble)
    return { words: error.message, wait: (error.retryAfter ?? 0) * 1000 };
  if (error instanceof DomainError)
    return { words: "An import was being applied. It is tried again.", wait: 0 };
  throw error;
}
