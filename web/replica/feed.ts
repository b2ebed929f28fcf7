import { createSignal } from "solid-js";
import type { Event } from "#domain/events";
import { isKnown } from "./frames.ts";

/** How many recent events are kept. */
export const feedLength = 50;

/** What has happened lately, newest first, each once. */
export function createFeed() {
  const [events, setEvents] = createSignal<readonly Event[]>([]);
  return {
    events,
    // A newer server, or a newer page that kept it, may tell of things that have no words here.
    add: (more: readonly Event[]) => setEvents((known) => recent(known, more.filter(isKnown))),
    clear: () => setEvents([]),
  };
}

/** The latest of both, newest first. */
export function recent(known: readonly Event[], more: readonly Event[]): Event[] {
  const bySeq = new Map([...known, ...more].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((one, other) => other.seq - one.seq).slice(0, feedLength);
}
