import type { Event } from "#domain/events";
import { kinds } from "#domain/kinds";
import type { Events, Hello, ServerMessage } from "#party/protocol";

/** How far a client has heard its school's history. */
export interface Heard {
  epoch: string;
  seq: number;
}

/** What to do about a message of the room. */
export type Verdict =
  | { act: "apply"; events: Event[]; seq: number }
  | { act: "drop" }
  /** Something is missing: ask for the events up to `seq`. */
  | { act: "fetch"; seq: number }
  /** Nothing here can be trusted to carry on: take a new snapshot. */
  | { act: "restart" };

/** Judges a message against what was heard before. Numbers of another epoch mean nothing. */
export function judge(heard: Heard, message: Hello | Events): Verdict {
  if (message.epoch !== heard.epoch) return { act: "restart" };
  if (message.type === "hello")
    return message.seq > heard.seq ? { act: "fetch", seq: message.seq } : { act: "drop" };
  const { from, to, events } = message;
  if (to <= heard.seq) return { act: "drop" };
  if (from > heard.seq + 1) return { act: "fetch", seq: to };
  if (!events.every(isKnown)) return { act: "restart" };
  return { act: "apply", events: events.filter((event) => event.seq > heard.seq), seq: to };
}

/** A newer server may tell of things this page has never heard of; a snapshot has them in it. */
export function isKnown(event: { kind: string }): boolean {
  return known.has(event.kind);
}

const known: ReadonlySet<string> = new Set(kinds);

/** Reads what came through the socket; null for what is not a message. */
export function readFrame(data: unknown): ServerMessage | null {
  if (typeof data !== "string" || !data.startsWith("{")) return null;
  try {
    const message = JSON.parse(data) as ServerMessage;
    return ["hello", "events", "presence", "bye"].includes(message.type) ? message : null;
  } catch {
    return null;
  }
}
