import { createHash } from "node:crypto";
import { and, eq, type SQL } from "drizzle-orm";
import type { Context, MiddlewareHandler } from "hono";
import { type Db, open } from "#db/client";
import { ask, type Reading, reading } from "#db/reading";
import { commands } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { UnboundKey } from "../act.ts";
import { brokenUnique } from "../events/commit.ts";
import type { App, AppContext } from "./app.ts";
import { noted } from "./notes.ts";
import { type Asker, ahead, readsAhead } from "./prefetch.ts";

/** How long an Idempotency-Key is remembered, milliseconds. */
export const keyLife = 48 * 3600_000;

interface Keyed {
  in: { header?: { "Idempotency-Key"?: string } };
  out: { header: { key: UnboundKey | null } };
}

/** For commands that may come twice: under one Idempotency-Key, a UUID, they are carried out `once`. Refuses with `invalid`. */
export const idempotent: MiddlewareHandler<App, string, Keyed> = noted(
  readsAhead(async (c, next) => {
    c.req.addValidatedData("header", { key: await keyOf(c) });
    await next();
  }, keptBefore),
  {
    headers: [
      {
        name: "Idempotency-Key",
        isRequired: false,
        description: "A UUID: what comes again with it is not done again.",
      },
    ],
  },
);

/**
 * Carries out a command once for each Idempotency-Key, also when the same request comes twice at the same moment:
 * `run` commits the key in its own batch and gives the id of its subject, or null where there was nothing to do; a repeat gets
 * the same id and runs nothing. Refuses with `key_reused` when the key came with another body before.
 */
export async function once<Id extends string | null>(
  c: Context<App, string, Keyed>,
  run: (key: UnboundKey | null) => Promise<Id>,
): Promise<Id | string> {
  const { key } = c.req.valid("header");
  if (!key) return run(null);
  const before = standsFor(key, ahead<Kept>(c, idempotent));
  if (before) return before;
  try {
    const done = await run(key);
    return done ?? (await remembered(c, key)) ?? done;
  } catch (error) {
    // The twin may have been first: its command is why ours was refused.
    const twin =
      brokenUnique(error) || error instanceof DomainError ? await remembered(c, key) : null;
    if (twin) return twin;
    throw error;
  }
}

async function keyOf(c: AppContext): Promise<UnboundKey | null> {
  const key = sentKey(c);
  if (key === undefined) return null;
  if (!/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(key)) {
    throw new DomainError("invalid", { fields: { "Idempotency-Key": "Send a UUID." } });
  }
  const body = createHash("sha256")
    .update(new Uint8Array(await c.req.arrayBuffer()))
    .digest("base64url");
  return { userId: c.get("me").id, route: routeOf(c), key, body };
}

function sentKey(c: AppContext): string | undefined {
  return c.req.header("Idempotency-Key")?.toLowerCase();
}

function routeOf(c: AppContext): string {
  return `${c.req.method} ${c.req.path}`;
}

type Kept = typeof commands.$inferSelect;

/** What a key stands for already, read with the session. */
function keptBefore(c: AppContext, { db, account }: Asker): Reading<Kept | null> | null {
  const key = sentKey(c);
  return key === undefined ? null : kept(db, account, routeOf(c), key);
}

function kept(db: Db, userId: string | SQL, route: string, key: string): Reading<Kept | null> {
  const rows = db
    .select()
    .from(commands)
    .where(and(eq(commands.userId, userId), eq(commands.route, route), eq(commands.key, key)));
  return reading(rows, ([row]) => row ?? null);
}

function standsFor({ body }: UnboundKey, found: Kept | null): string | null {
  if (found && found.body !== body) throw new DomainError("key_reused");
  return found?.subjectId ?? null;
}

async function remembered(c: AppContext, key: UnboundKey): Promise<string | null> {
  const db = open(c.env.DB);
  return standsFor(key, await ask(db, kept(db, key.userId, key.route, key.key)));
}
