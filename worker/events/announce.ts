import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { deliverClaimed, deliverDue } from "../mail/deliver.ts";
import type { Committed } from "./committed.ts";

interface Waiting {
  waitUntil(promise: Promise<unknown>): void;
}

/** After a commit: tells the school's room, and sends what mail it queued. The answer does not wait for either. */
export function announce(env: Env, waiting: Waiting, committed: Committed): void {
  const { school, mailDue, claimed = [] } = committed;
  waiting.waitUntil(ring(env, committed));
  if (claimed.length > 0)
    waiting.waitUntil(ringing(env, (now) => deliverClaimed(env, claimed, now)));
  // One that is held, or waits, has the room's alarm.
  else if (mailDue !== null && mailDue <= Date.now()) waiting.waitUntil(mailOut(env, school));
}

/** Mail has been queued without news: sends it, and has the room make sure that it left. */
export function post(env: Env, waiting: Waiting, school: string): void {
  waiting.waitUntil(mailOut(env, school));
  waiting.waitUntil(
    env.ROOM.getByName(school)
      .mailQueued()
      .catch(() => log("room not woken")),
  );
}

/** Three tries; after that the room's own look, or the cron, finds what was missed. */
export async function ring(env: Env, { claimed: _, ...committed }: Committed): Promise<void> {
  for (const pause of [0, 200, 1000]) {
    try {
      await new Promise((resolve) => setTimeout(resolve, pause));
      return await env.ROOM.getByName(committed.school).ring(committed);
    } catch (error) {
      log("ring failed", {
        seq: committed.seq,
        error: error instanceof Error ? error.name : "unknown",
      });
    }
  }
}

/** Tells the rooms that somebody's session is over, so that its sockets close at once. */
export function dismiss(env: Env, waiting: Waiting, schools: string[], sessionId: string): void {
  for (const school of schools) {
    waiting.waitUntil(
      env.ROOM.getByName(school)
        .dismiss(sessionId)
        .catch(() => log("dismissal failed")),
    );
  }
}

/** Tells the rooms that all sessions of somebody are over, but the one that is kept. */
export function dismissUser(
  env: Env,
  waiting: Waiting,
  schools: string[],
  userId: string,
  kept = "",
): void {
  for (const school of schools) {
    waiting.waitUntil(
      env.ROOM.getByName(school)
        .dismissUser(userId, kept)
        .catch(() => log("dismissal failed")),
    );
  }
}

function mailOut(env: Env, school: string): Promise<void> {
  return ringing(env, (now) => deliverDue(env, school, now));
}

/** Once the answer is on its way. */
async function ringing(env: Env, send: (now: number) => Promise<Committed[]>): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (const committed of await send(Date.now())) await ring(env, committed);
}
