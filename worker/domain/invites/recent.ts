import type { PublicInvite } from "../invites.ts";

/** How many days of invites a window holds besides what is pending. Older ones are asked for. */
export const recentDays = 90;

const day = 24 * 3_600_000;

/** From when on invites are recent: by whole days of UTC, so that all who look on one day mean the same. Epoch milliseconds. */
export function recentSince(now: number): number {
  return now - (now % day) - recentDays * day;
}

/**
 * Whether a window holds it from the start: it can still be taken up, or its link was sent or another one asked for since then.
 * `since` is ISO 8601 UTC.
 */
export function isRecent(
  { status, sentAt, requestedAt }: Pick<PublicInvite, "status" | "sentAt" | "requestedAt">,
  since: string,
): boolean {
  // Written alike, times sort as their texts do.
  return status === "pending" || sentAt >= since || (requestedAt ?? "") >= since;
}
