import type { Event } from "#domain/events";

/** Splits events after each that may end somebody's place in the room. */
export function runs(events: Event[]): Event[][] {
  const split: Event[][] = [[]];
  for (const event of events) {
    split.at(-1)?.push(event);
    if (event.kind.startsWith("user.")) split.push([]);
  }
  return split.filter((run) => run.length > 0);
}
