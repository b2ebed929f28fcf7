import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { normalisePassword } from "#domain/accounts/passwords";
import { DomainError } from "#domain/errors";

// OWASP's password storage cheat sheet lists N=2^14, r=8, p=5 among its scrypt settings of equal strength.
const cost = { N: 2 ** 14, r: 8, p: 5 };
const size = 32;

/** What is stored of a password: parameters, salt and hash. Refuses with `busy` when too many wait. */
export async function hashPassword(typed: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await inTurn(() => derive(typed, salt));
  return [
    "scrypt",
    cost.N,
    cost.r,
    cost.p,
    salt.toString("base64url"),
    hash.toString("base64url"),
  ].join("$");
}

/** Whether a password is the stored one. Nothing stored costs the same work and never matches. */
export async function checkPassword(typed: string, stored: string | null): Promise<boolean> {
  const [, , , , salt, hash] = (stored ?? nobodys).split("$");
  const expected = Buffer.from(hash ?? "", "base64url");
  const derived = await inTurn(() => derive(typed, Buffer.from(salt ?? "", "base64url")));
  return (
    expected.length === derived.length && timingSafeEqual(expected, derived) && stored !== null
  );
}

const nobodys = `scrypt$${cost.N}$${cost.r}$${cost.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** How many hashes this isolate has made: what a guess costs is told by counting, not by the clock. */
export const hashing = { done: 0 };

function derive(typed: string, salt: Uint8Array): Buffer {
  hashing.done += 1;
  return scryptSync(normalisePassword(typed), salt, size, cost);
}

/** When each waiting request came, epoch milliseconds. */
const queue = new Set<{ since: number }>();
const longestQueue = 20;
const forgotten = 30_000;

/**
 * One at a time, since scrypt stops the whole isolate while it runs, and no more than twenty waiting.
 * The queue is counted, not chained: a cancelled request never resumes, and a promise of its would block all behind it.
 */
async function inTurn<T>(work: () => T): Promise<T> {
  const now = Date.now();
  for (const place of queue) if (now - place.since > forgotten) queue.delete(place);
  if (queue.size >= longestQueue) throw new DomainError("busy", { retryAfter: 5 });
  const place = { since: now };
  queue.add(place);
  try {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return work();
  } finally {
    queue.delete(place);
  }
}
