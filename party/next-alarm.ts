import type { Committed } from "#worker/events/committed";

/** How long after a mail was queued the room makes sure that it left. */
export const mailCheckMs = 15_000;

/** When this news next needs the room's alarm, epoch milliseconds: for an expiry, for a recovery, or to see that its mail leaves. */
export function nextAlarm({ events, mailDue }: Committed): number | null {
  const now = Date.now();
  const times = events.flatMap((event) => {
    if ("recovery" in event && event.recovery.dueAt !== null)
      return [Date.parse(event.recovery.dueAt)];
    return "invite" in event && event.invite?.status === "pending"
      ? [Date.parse(event.invite.expiresAt)]
      : [];
  });
  if (mailDue !== null) times.push(mailDue > now ? mailDue : now + mailCheckMs);
  return times.length > 0 ? Math.min(...times) : null;
}
