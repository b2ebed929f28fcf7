import { createHash } from "node:crypto";
import { and, asc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { insertFrom } from "#db/rows";
import { tries } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Env } from "../env.ts";

/** A place where tries are counted: at most `limit` within the window. */
export interface Bucket {
  name: string;
  limit: number;
}

/**
 * Counts one try in every bucket before it is made, if all have room, in one statement: a hundred at once
 * find no more room than one after another. Refuses with `too_many_attempts`. `span` is in milliseconds.
 */
export async function take(
  env: Env,
  buckets: Bucket[],
  span: number,
  now: number,
): Promise<string> {
  const db = open(env.DB);
  const id = crypto.randomUUID();
  const list = JSON.stringify(buckets);
  const since = now - span;
  const full = sql`select 1 from json_each(${list}) b where json_extract(b.value, '$.limit') <=
    (select count(*) from ${tries} where ${tries.bucket} = json_extract(b.value, '$.name') and ${tries.at} > ${since})`;
  const taken = await insertFrom(
    db,
    tries,
    { id, bucket: sql`json_extract(value, '$.name')`, at: now },
    sql`from json_each(${list}) where not exists (${full})`,
  ).returning({ bucket: tries.bucket });
  if (taken.length === 0)
    throw new DomainError("too_many_attempts", {
      retryAfter: await wait(db, buckets, since, span, now),
    });
  return id;
}

/** Refuses with `too_many_attempts` once a bucket is full, before anything is looked up that its count is to hide. */
export async function refuseIfFull(
  env: Env,
  bucket: Bucket,
  span: number,
  now: number,
): Promise<void> {
  const db = open(env.DB);
  const counted = await db
    .select({ at: tries.at })
    .from(tries)
    .where(and(eq(tries.bucket, bucket.name), gt(tries.at, now - span)));
  if (counted.length < bucket.limit) return;
  throw new DomainError("too_many_attempts", {
    retryAfter: await wait(db, [bucket], now - span, span, now),
  });
}

/** Whether it was refused because a bucket was full. */
export function isOverBudget(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === "too_many_attempts";
}

/** Takes one counted try back. */
export function giveBack(env: Env, id: string) {
  return open(env.DB).delete(tries).where(eq(tries.id, id));
}

/** Takes one counted try back from all buckets but this one. */
export function giveBackBut(env: Env, id: string, { name }: Bucket) {
  return open(env.DB)
    .delete(tries)
    .where(and(eq(tries.id, id), ne(tries.bucket, name)));
}

/** Empties one bucket. */
export function empty(env: Env, { name }: Bucket) {
  return open(env.DB).delete(tries).where(eq(tries.bucket, name));
}

/** Empties a bucket, and those whose names go on from it after a colon. */
export function emptyAll(env: Env, name: string) {
  return open(env.DB)
    .delete(tries)
    .where(
      sql`${tries.bucket} = ${name} or (${tries.bucket} >= ${`${name}:`} and ${tries.bucket} < ${`${name};`})`,
    );
}

/** Forgets what no window reaches any more. */
export function forget(env: Env, before: number) {
  return open(env.DB).delete(tries).where(lt(tries.at, before));
}

/** Something typed, unreadable: people type passwords into the wrong field. */
export function veiled(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/**
 * One address for limits: an IPv6 /64 is one household or school, however it is spelt;
 * an IPv4 address inside IPv6 is that IPv4 address.
 */
export function household(ip: string): string {
  if (!ip.includes(":")) return ip;
  const canonical = URL.canParse(`http://[${ip}]/`)
    ? new URL(`http://[${ip}]/`).hostname.slice(1, -1)
    : ip;
  const [left = "", right] = canonical.split("::");
  const head = left ? left.split(":") : [];
  const tail = right ? right.split(":") : [];
  const groups =
    right === undefined
      ? head
      : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill("0"), ...tail];
  const isMapped = groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff";
  if (isMapped) {
    const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}

async function wait(
  db: Db,
  buckets: Bucket[],
  since: number,
  span: number,
  now: number,
): Promise<number> {
  let seconds = 1;
  for (const { name, limit } of buckets) {
    const counted = await db
      .select({ at: tries.at })
      .from(tries)
      .where(and(eq(tries.bucket, name), gt(tries.at, since)))
      .orderBy(asc(tries.at));
    const frees = counted.at(-limit);
    if (counted.length >= limit && frees)
      seconds = Math.max(seconds, (frees.at + span - now) / 1000);
  }
  return seconds;
}
