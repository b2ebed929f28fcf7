import { dueAt } from "#domain/events";
import type { Committed } from "#worker/events/committed";

/** How long after a mail was queued the room makes sure that it left. */
export const mailCheckMs = 15_000;

/** When this news next needs the room's alarm, epoch milliseconds: for what time alone moves on, or to see that its mail leaves. */
export function nextAlarm({ events, mailDue }: Committed): number | null {
  const now = Date.now();
  const times = events.map((event) => Date.parse(dueAt(event) ?? "")).filter(Number.isFinite);
  if (mailDue !== null) times.push(mailDue > now ? mailDue : now + mailCheckMs);
  return times.length > 0 ? Math.min(...times) : null;
}
