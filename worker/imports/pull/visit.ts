import { sql } from "drizzle-orm";
import { misSources } from "#db/schema";
import { DomainError } from "#domain/errors";
import { readRoster } from "#domain/rosters/read";
import type { Roster } from "#domain/rosters/roster";
import type { Act } from "../../act.ts";
import type { Env } from "../../env.ts";
import { settings } from "../../env.ts";
import { log } from "../../log.ts";
import { propose } from "../propose.ts";
import { pageAt, type Server, signInTo } from "./client.ts";
import { unseal } from "./sealing.ts";
import { claim, nextNight, note, type SourceRow, sourceOf } from "./sources.ts";
import { zipFrom } from "./tables.ts";
import { Trouble } from "./trouble.ts";

/** After trouble it is tried again after so long, milliseconds, so often in a night. */
const pause = 30 * 60_000;
const triesOfNight = 3;

/**
 * Asks a school's MIS, where it is due and nobody else does, and writes down what it says otherwise. What is wrong is kept in words for
 * the school, and told.
 */
export async function visit(
  env: Env,
  waiting: Pick<Act, "waitUntil">,
  school: string,
  now: number,
): Promise<void> {
  const seen = await sourceOf(env, school);
  const found = settings(env);
  if (!seen || !found || seen.nextAt > now) return;
  const act: Act = { env, settings: found, now, school, actor: "clock", ...waiting };
  const night = await nextNight(env, school, now);
  const isSame = (row: SourceRow) => sql`${misSources.nextAt} = ${row.nextAt}`;
  if (seen.tries >= triesOfNight) {
    // None of those who tried has lived to say how it went.
    const trouble = "Asking broke off each time tonight. It is tried again the next night.";
    await note(act, seen, { trouble, nextAt: night, tries: 0 }, isSame(seen));
    return;
  }
  const mine = await claim(env, seen, now + pause);
  if (!mine) return;
  const { trouble, wait, isOld } = await asking(act, mine);
  if (isOld) return;
  const isOver = trouble === null || mine.tries >= triesOfNight;
  const nextAt = isOver ? night : now + Math.max(pause, wait);
  const after = { trouble, nextAt, ...(isOver && { tries: 0 }), ...(!trouble && { lastAt: now }) };
  await note(act, mine, after, isSame(mine));
}

interface Outcome {
  trouble: string | null;
  /** How long the server wishes not to be asked, milliseconds. */
  wait: number;
  /** Whether meanwhile something else is set. */
  isOld?: boolean;
}

async function asking(act: Act, source: SourceRow): Promise<Outcome> {
  const { env, school, settings } = act;
  try {
    const credentials = unseal(settings.linkKeys, school, source.sealed);
    if (!credentials)
      throw new Trouble("The key that locked id and secret is gone. Enter them again.");
    const roster = await rosterFrom({ ...source, ...credentials }, source);
    const isOld = (await sourceOf(env, school))?.sealed !== source.sealed;
    if (!isOld) await propose(act, roster, { source: "pull", name: null });
    return { trouble: null, wait: 0, isOld };
  } catch (error) {
    return troubleOf(error);
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
    return troubleOf(error).trouble;
  }
}

async function rosterFrom(server: Server, { school }: SourceRow): Promise<Roster> {
  const zip = await zipFrom(server, await signInTo(server));
  const read = readRoster(zip, "MIS", school ? { school } : {});
  if (read.form !== "refused") return read;
  if (read.asked && "schools" in read.asked) {
    const { schools } = read.asked;
    const named = schools.slice(0, 10).map(({ name, sourcedId }) => `${name} (${sourcedId})`);
    const text = `The server has people of ${schools.length} schools. Enter the id of yours`;
    throw new Trouble(`${text}: ${named.join(", ")}.`);
  }
  throw new Trouble(read.reasons[0]?.text ?? "What the server gives cannot be read.");
}

function troubleOf(error: unknown): Outcome {
  if (error instanceof Trouble)
    return { trouble: error.message, wait: (error.retryAfter ?? 0) * 1000 };
  const isApplied = error instanceof DomainError && error.code === "import_running";
  if (!isApplied) log("error", { route: "mis", error: (error as Error).name });
  const why = isApplied ? "An import was being applied" : "Something went wrong at Staffroom";
  return { trouble: `${why}. It is tried again.`, wait: 0 };
}
