import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { misSources, schools } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { NewSource } from "#domain/imports/source";
import { dayAfter, dayOf, startOfDay } from "#domain/time";
import type { Act, PersonAct } from "../../act.ts";
import type { Env } from "../../env.ts";
import { carryOut } from "../../events/carry-out.ts";
import { settle } from "../../events/settle.ts";
import { write } from "../../events/write.ts";
import { sourceSlip } from "./address.ts";
import { type Credentials, seal, unseal } from "./sealing.ts";

export type SourceRow = typeof misSources.$inferSelect;

/** Where a school's MIS is asked; null for nowhere. */
export async function sourceOf(env: Env, school: string): Promise<SourceRow | null> {
  const [row] = await open(env.DB).select().from(misSources).where(eq(misSources.schoolId, school));
  return row ?? null;
}

/** Only on one's own machine may its own ports be asked. */
export function isLocal(env: Env): boolean {
  return env.MAILBOX === "dev";
}

/** Refuses with `invalid` an address that is not to be asked. */
export function refuseAddresses({ env }: PersonAct, { baseUrl, tokenUrl }: NewSource): void {
  const fields = Object.fromEntries(
    Object.entries({ baseUrl, tokenUrl }).flatMap(([field, address]) => {
      const slip = sourceSlip(address, isLocal(env));
      return slip ? [[field, slip]] : [];
    }),
  );
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", { fields });
}

/** Id and secret as they were sent, else as they are kept. Refuses with `invalid` where there are none. */
export function credentialsFor(
  { settings, school }: PersonAct,
  { clientId, secret, tokenUrl }: NewSource,
  kept: SourceRow | null,
): Credentials {
  // What is kept is shown to nobody but the address it was given for.
  const before =
    kept && kept.tokenUrl === tokenUrl ? unseal(settings.linkKeys, school, kept.sealed) : null;
  const whole = { clientId: clientId ?? before?.clientId, secret: secret ?? before?.secret };
  if (whole.clientId && whole.secret) return { clientId: whole.clientId, secret: whole.secret };
  throw new DomainError("invalid", {
    fields: {
      ...(!whole.clientId && { clientId: "Fill in the client id." }),
      ...(!whole.secret && { secret: "Fill in the client secret." }),
    },
  });
}

/** Sets where the MIS is asked each night [S5]; id and secret are locked away. Refuses with `invalid`. */
export async function setSource(by: PersonAct, wanted: NewSource): Promise<void> {
  refuseAddresses(by, wanted);
  await settle(by, async (act) => {
    const { env, school, now, settings } = act;
    const kept = await sourceOf(env, school);
    const sealed = seal(settings.linkKeys, school, credentialsFor(act, wanted, kept));
    const { version, baseUrl, tokenUrl, school: orgId = null } = wanted;
    const row: SourceRow = {
      schoolId: school,
      version,
      baseUrl,
      tokenUrl,
      school: orgId,
      sealed,
      nextAt: await nextNight(env, school, now),
      lastAt: kept?.lastAt ?? null,
      trouble: null,
      tries: 0,
    };
    const db = open(env.DB);
    const change = [
      touching(act),
      insertWhere(db, misSources, row, carriedOn).onConflictDoUpdate({
        target: misSources.schoolId,
        set: row,
      }),
    ];
    return carryOut(act, { steps: [{ change, fact: factOf(act, "set") }], subjectId: school });
  });
}

/** The MIS is not asked any more, and nothing of how it was asked is kept. */
export async function removeSource(by: PersonAct): Promise<void> {
  await settle(by, async (act) => {
    const { env, school } = act;
    if (!(await sourceOf(env, school))) return true;
    const gone = open(env.DB)
      .delete(misSources)
      .where(and(eq(misSources.schoolId, school), carriedOn));
    const change = [touching(act), gone];
    return carryOut(act, { steps: [{ change, fact: factOf(act, null) }], subjectId: school });
  });
}

/** Whether what is tried is the very same as what is set. */
export function isSet(
  { settings, school }: PersonAct,
  wanted: NewSource,
  tried: Credentials,
  kept: SourceRow,
): boolean {
  const open = unseal(settings.linkKeys, school, kept.sealed);
  return (
    open?.clientId === tried.clientId &&
    open.secret === tried.secret &&
    kept.version === wanted.version &&
    kept.baseUrl === wanted.baseUrl &&
    kept.tokenUrl === wanted.tokenUrl &&
    kept.school === (wanted.school ?? null)
  );
}

/** Takes over asking from whoever saw the same; null where somebody else has, or the setting is another. */
export async function claim(
  { DB }: Env,
  seen: SourceRow,
  nextAt: number,
): Promise<SourceRow | null> {
  const [row] = await open(DB)
    .update(misSources)
    .set({ nextAt, tries: seen.tries + 1 })
    .where(and(isStill(seen), eq(misSources.nextAt, seen.nextAt)))
    .returning();
  return row ?? null;
}

/** Writes down how asking went, where that is still what is set; what is wrong otherwise than before is told. */
export async function note(
  act: Act,
  source: SourceRow,
  how: Partial<SourceRow> & Pick<SourceRow, "trouble">,
  where?: SQL,
): Promise<void> {
  const { env, school, actor } = act;
  const change = open(env.DB)
    .update(misSources)
    .set(how)
    .where(and(isStill(source), where));
  if (how.trouble === source.trouble) await write(env, actor, [change]);
  else {
    const fact = factOf(act, how.trouble === null ? "well" : "troubled");
    await carryOut(act, { steps: [{ change: [change], fact }], subjectId: school });
  }
}

/** Each time it is set, id and secret are locked anew. */
function isStill({ schoolId, sealed }: SourceRow) {
  return and(eq(misSources.schoolId, schoolId), eq(misSources.sealed, sealed));
}

/** The school's row is the one that is told of. */
function touching({ env, school }: PersonAct) {
  return open(env.DB)
    .update(schools)
    .set({ version: sql`${schools.version} + 1` })
    .where(eq(schools.id, school));
}

function factOf({ school }: Act, state: "set" | "troubled" | "well" | null) {
  return {
    kind: "school.changed" as const,
    subjectId: school,
    changes: { misSource: [null, state] as [unknown, unknown] },
  };
}

/** Between two and five at night, where the school is; schools take turns by their ids. */
export async function nextNight(env: Env, school: string, now: number): Promise<number> {
  const [row] = await open(env.DB)
    .select({ timeZone: schools.timeZone })
    .from(schools)
    .where(eq(schools.id, school));
  const zone = row?.timeZone ?? "Europe/London";
  const turn = [...school].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_800, 7);
  const at = (day: string) => startOfDay(day, zone) + (2 * 3600 + turn) * 1000;
  const today = dayOf(now, zone);
  return at(today) > now ? at(today) : at(dayAfter(today));
}
