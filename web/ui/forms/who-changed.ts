import type { Event } from "#domain/events";
import { subjectOf } from "#domain/events/subjects";

/** Who but oneself changed a row last, by the latest events, newest first; null where that is not known. */
export function whoChanged(events: readonly Event[], id: string, me: string): string | null {
  const event = events.find(
    (one) =>
      subjectOf(one) === id &&
      /\.(?:changed|set)$/.test(one.kind) &&
      one.actor &&
      one.actor.id !== me,
  );
  return event?.actor?.name ?? null;
}
