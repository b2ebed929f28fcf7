import { eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { differences, importDrafts, imports } from "#db/schema";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";

/** After so long whoever wrote an import's differences down has been killed, milliseconds. */
const writtenWithin = 3_600_000;

/** An import's differences are about to be written, one portion after the other. */
export function drafting({ env, school, now }: Act, id: string) {
  return open(env.DB).insert(importDrafts).values({ id, schoolId: school, at: now });
}

/** They are written, and the import stands. */
export function drafted(env: Env, id: string) {
  const stands = sql`exists (select 1 from imports i where i.id = ${id})`;
  return open(env.DB)
    .delete(importDrafts)
    .where(sql`${eq(importDrafts.id, id)} and ${stands}`);
}

/** What was written down for an import that came to nothing goes: it says much of people. */
export function takeBack(env: Env, id: string): Promise<unknown> {
  return remove(env, eq(importDrafts.id, id));
}

/** The same for all whose writers were killed. */
export function sweepDrafts(env: Env, now: number): Promise<unknown> {
  return remove(env, lt(importDrafts.at, now - writtenWithin));
}

function remove({ DB }: Env, which: SQL): Promise<unknown> {
  const db = open(DB);
  const ids = db.select({ id: importDrafts.id }).from(importDrafts).where(which);
  const isNone = sql`not exists (select 1 from ${imports} where ${imports.id} = ${differences.importId})`;
  return db.batch([
    db.delete(differences).where(sql`${inArray(differences.importId, ids)} and ${isNone}`),
    db.delete(importDrafts).where(which),
  ]);
}
