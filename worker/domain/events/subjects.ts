import type { Event } from "../events.ts";
import { nounOf } from "../kinds.ts";
import { type EventOf, type Noun, views } from "../nouns.ts";

/** The id of the row an event is about; undefined where the reader may not see that row. */
export function subjectOf(event: Event): string | undefined {
  return subjectIn(nounOf(event.kind), event);
}

function subjectIn<N extends Noun>(noun: N, event: EventOf<N>): string | undefined {
  return views[noun].subjectOf(event);
}
