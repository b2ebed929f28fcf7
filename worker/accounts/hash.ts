import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { normalisePassword } from "#domain/accounts/passwords";
import { clock } from "./hashing/clock.ts";
import { cost } from "./hashing/cost.ts";
import { type Caller, createHashQueue, type HashQueue } from "./hashing/queue.ts";

const size = 32;

/** Who waits in whose turn. One for the isolate, which does nothing else while a hash is made. */
export const queue: HashQueue = createHashQueue(clock);
/** Whoever says nothing of who they are comes last. */
const anybody: Caller = { lane: "stranger", line: "" };

/** What is stored of a password: parameters, salt and hash. Refuses with `busy` when its turn does not come. */
export async function hashPassword(typed: string, caller = anybody): Promise<string> {
  const salt = randomBytes(16);
  const hash = await queue.take(caller, () => ({ result: derive(typed, salt), letsIn: true }));
  return [
    "scrypt",
    cost.N,
    cost.r,
    cost.p,
    salt.toString("base64url"),
    hash.toString("base64url"),
  ].join("$");
}

/**
 * Whether a password is the stored one of an account. Nothing stored costs the same work and never matches.
 * Refuses with `busy` when its turn does not come.
 */
export function checkPassword(
  typed: string,
  stored: string | null,
  account: string,
  caller = anybody,
): Promise<boolean> {
  const [, , , , salt, hash] = (stored ?? nobodys).split("$");
  const expected = Buffer.from(hash ?? "", "base64url");
  return queue.take(caller, () => {
    const derived = derive(typed, Buffer.from(salt ?? "", "base64url"));
    const isSame = expected.length === derived.length && timingSafeEqual(expected, derived);
    const isRight = isSame && stored !== null;
    return { result: isRight, letsIn: isRight && isFirstLately(account) };
  });
}

const nobodys = `scrypt$${cost.N}$${cost.r}$${cost.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** When the password of each account was right last, the latest at the end. */
const opened = new Map<string, number>();
const lately = 60_000;

/** Whether it is right for the first time in a minute: knowing one password must not buy the isolate. */
function isFirstLately(account: string): boolean {
  const now = clock.now();
  for (const [other, at] of opened) {
    if (now - at <= lately) break;
    opened.delete(other);
  }
  const isFirst = !opened.delete(account);
  opened.set(account, now);
  return isFirst;
}

/** How many hashes this isolate has made: what a guess costs is told by counting, not by the clock. */
export const hashing = { done: 0 };

function derive(typed: string, salt: Uint8Array): Buffer {
  hashing.done += 1;
  return scryptSync(normalisePassword(typed), salt, size, cost);
}
