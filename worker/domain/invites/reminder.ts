import { inDaytime, nightfallBefore } from "../time/daytime.ts";

const hour = 3600_000;

/** How much time is left when somebody is reminded, milliseconds. A link that never had more is not reminded of. */
export const reminderLead = 4 * hour;
/** A reminder that leaves less than this is of no use. */
const leastLeft = hour;
/** How long before nightfall whoever would have been reminded in the night is. */
const beforeNightfall = hour;
/** The longest that a reminder comes ahead of its time: by a night and that hour, and an hour when clocks change. */
const longestAhead = 13 * hour;
/** Where it cannot leave just now, it is looked at again after this long. */
export const reminderPause = hour / 4;

/** When it is first to be thought about that a new link may need a reminder; null for never. Epoch milliseconds. */
export function thinkOfReminder(sentAt: number, expiresAt: number): number | null {
  const wanted = expiresAt - reminderLead;
  return wanted > sentAt ? Math.max(sentAt, wanted - longestAhead) : null;
}

/**
 * When the holder of a link is reminded: with 4 hours left, by day. What falls in the night waits for the morning, where an hour
 * is left then, and else comes the evening before. Null where none of these is to come. Epoch milliseconds.
 */
export function reminderTime(
  { sentAt, expiresAt }: { sentAt: number; expiresAt: number },
  timeZone: string,
  now: number,
): number | null {
  const wanted = expiresAt - reminderLead;
  if (wanted <= sentAt) return null;
  const byDay = inDaytime(Math.max(wanted, now), timeZone);
  if (expiresAt - byDay >= leastLeft) return byDay;
  const evening = nightfallBefore(wanted, timeZone) - beforeNightfall;
  return evening > sentAt && evening >= now ? evening : null;
}

/** Whether a reminder has any use: the mail before it went its way, and nobody has come by it. */
export function isRemindable({
  delivery,
  openedAt,
  invitedById,
}: {
  delivery: string;
  openedAt: number | null;
  invitedById: string | null;
}): boolean {
  // Whoever registered a school may be a stranger to the mailbox: one mail is what they get.
  const isWanted = openedAt === null && invitedById !== null;
  return isWanted && (delivery === "sent" || delivery === "delivered");
}
