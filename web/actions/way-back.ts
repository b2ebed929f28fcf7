import type { Event } from "#domain/events";
import { undoTime } from "#domain/invites";
import { type Here, type Nouns, undoOf } from "./noun.ts";

/** What takes something back, and until when that is offered. */
export interface WayBack {
  /** Epoch milliseconds. */
  until: number;
  /** Gives a sentence that says how things are then. Throws a `Problem` when refused. */
  take: () => Promise<string>;
}

/**
 * How whoever is looking may take an event back, whosever act it was [C6]; null once the time is over or the row has moved on,
 * or where they could not have done it themselves.
 */
export function wayBack(nouns: Nouns, event: Event, here: Here): WayBack | null {
  const until = Date.parse(event.at) + undoTime;
  if (here.school.clock.now() >= until) return null;
  const take = undoOf(nouns, event, here);
  return take && { until, take };
}
