import { nounOf } from "./kinds.ts";
import { type EventOf, type Noun, views } from "./nouns.ts";
import type { Role } from "./roles.ts";

/** A numbered fact, with its subject's whole row as it is when told. */
export type Event = EventOf<Noun>;
/** What of an event a member of this role may see; null for nothing at all. Each noun says so of its own. */
export function seenBy(role: Role, event: Event): Event | null {
  return seenOf(nounOf(event.kind), role, event);
}

/** Whether an event may be kept on somebody's own device. */
export function isKeepable(event: Event): boolean {
  return views[nounOf(event.kind)].isKeepable ?? true;
}

/** When time alone next moves an event's subject on, ISO 8601 UTC; null for never. */
export function dueAt(event: Event): string | null {
  return dueOf(nounOf(event.kind), event);
}

function seenOf<N extends Noun>(noun: N, role: Role, event: EventOf<N>): EventOf<N> | null {
  return views[noun].seenBy(role, event);
}

function dueOf<N extends Noun>(noun: N, event: EventOf<N>): string | null {
  return views[noun].dueAt?.(event) ?? null;
}
