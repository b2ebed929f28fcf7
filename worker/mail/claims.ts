import type { mails } from "#db/schema";

/**
 * How long a claimed mail is its claimer's; then its outcome counts as unknown. Also until a mail that nobody answered for is
 * tried again. Twice as long after each time that nobody knew: it may have arrived. Milliseconds.
 */
export const lease = 2 * 60_000;

/** A mail that is ours to send until `dueAt`. */
export type Claimed = typeof mails.$inferSelect & { dueAt: number };

/**
 * Lets every claim lapse that an earlier process left behind, for whoever knows that it has ended: what became of those
 * mails is unknown, as after any lapsed lease, but nobody waits for it. `?1` is now, epoch milliseconds.
 */
export const lapseClaims = "update mails set due_at = ?1 where status = 'sending' and due_at > ?1";
