import { canonicalEmail } from "../emails.ts";

/** How long a changed recovery address waits before it counts [A14], in milliseconds. */
export const addressWait = 14 * 24 * 3600_000;

/** One recovery address of a school. Times are epoch milliseconds. */
export interface RecoveryAddress {
  /** As typed; null for none. */
  email: string | null;
  /** From when on it counts; null for all along. */
  countsFrom: number | null;
  /** The one that is used until then. */
  before: string | null;
}

/** The address that is used now, or null. */
export function counting(
  { email, countsFrom, before }: RecoveryAddress,
  now: number,
): string | null {
  return countsFrom !== null && now < countsFrom ? before : email;
}

/**
 * Another address, or none: counts after 14 days, until when the old one is used. Going back to the one in use counts at
 * once, since it never ceased to. Null when nothing would differ.
 */
export function moveAddress(
  seen: RecoveryAddress,
  email: string | null,
  now: number,
): RecoveryAddress | null {
  if (isSame(seen.email, email)) return null;
  const inUse = counting(seen, now);
  if (isSame(inUse, email)) return { email: inUse, countsFrom: null, before: null };
  return { email, countsFrom: now + addressWait, before: inUse };
}

/** Who is told of a change: the address in use, or, while none counts, the one that was about to. */
export function toldOfMove(seen: RecoveryAddress, now: number): string | null {
  return counting(seen, now) ?? seen.email;
}

function isSame(one: string | null, other: string | null): boolean {
  return one === null || other === null
    ? one === other
    : canonicalEmail(one) === canonicalEmail(other);
}
