import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { open } from "#db/client";
import { webhookKeys } from "#db/schema";
import { DomainError } from "#domain/errors";
import { take } from "../../accounts/limits.ts";
import type { Env } from "../../env.ts";
import { log } from "../../log.ts";
import { baseOf } from "../base.ts";

const minute = 60_000;
/** Whoever makes key ids up makes us ask this often at most, in a minute. */
const fetches = { name: "webhook-keys", limit: 30 };
/** Longer than this no answer is waited for, milliseconds. */
const longestWait = 10_000;
/** Seconds after which a webhook may come again. */
const retryAfter = 60;

const Answer = z.object({ key: z.string().check(z.minLength(1), z.maxLength(1000)) });

/** A key of the mail service's as it was fetched once, or null. */
export async function keptKey(env: Env, id: string) {
  const [kept] = await open(env.DB).select().from(webhookKeys).where(eq(webhookKeys.id, id));
  return kept ?? null;
}

/**
 * Fetches a key and keeps it, SPKI in base64; null when the mail service knows none by this id. Refuses with `busy` while it
 * cannot be asked.
 */
export async function fetchKey(env: Env, id: string, now: number): Promise<string | null> {
  await take(env, [fetches], minute, now).catch(unavailable);
  const answer = await fetch(
    `${baseOf(env)}/tx/v1/webhook/public-key?id=${encodeURIComponent(id)}`,
    {
      redirect: "manual",
      signal: AbortSignal.timeout(longestWait),
    },
  ).catch(unavailable);
  if ([400, 404].includes(answer.status)) return null;
  const parsed = Answer.safeParse(await answer.json().catch(unavailable));
  if (!answer.ok || !parsed.success) return unavailable();
  const key = parsed.data.key.replace(/-----[^-]+-----|\s/g, "");
  const kept = { key, fetchedAt: now };
  await open(env.DB)
    .insert(webhookKeys)
    .values({ id, ...kept })
    .onConflictDoUpdate({ target: webhookKeys.id, set: kept });
  return key;
}

function unavailable(): never {
  log("webhook key not fetched");
  throw new DomainError("busy", { retryAfter });
}
