import { batch, createSignal } from "solid-js";
import { type ActivityFilter, matches } from "#domain/activity";
import type { Event } from "#domain/events";
import { dayOf } from "#domain/time";
import { api, sentenceOf } from "../replica/api.ts";
import { isKnown } from "../replica/frames.ts";

/** How many events come at a time. */
const portion = 50;

/** A part of the activity as the server gives it, the latest first. */
export interface Portion {
  items: readonly Event[];
  /** Where the next part begins; null at the end. */
  next: string | null;
  /** The number of the earliest event that is still kept. */
  keptFrom: number;
}

type Ask = (filter: ActivityFilter, cursor: string | null) => Promise<Portion>;

/** Asks a school's activity of the server. */
export function askOf(school: string): Ask {
  return async (filter, cursor) => {
    const response = await api.schools[":school"].activity.$get({
      param: { school },
      query: { ...filter, limit: String(portion), ...(cursor === null ? {} : { cursor }) },
    });
    const answer = await response.json();
    // A newer server may tell of things that have no words here.
    return { ...answer, items: answer.items.filter(isKnown) };
  };
}

/** What happened at a school, as far as it was asked for, and what is heard meanwhile [C3]. */
export function createActivity(ask: Ask) {
  const [stage, setStage] = createSignal<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = createSignal("");
  const [isAsking, setAsking] = createSignal(false);
  const [told, setTold] = createSignal<readonly Event[]>([]);
  const [heard, setHeard] = createSignal<readonly Event[]>([]);
  const [next, setNext] = createSignal<string | null>(null);
  const [keptFrom, setKeptFrom] = createSignal(1);
  /** What the list shows. */
  let filter: ActivityFilter = {};
  /** The answer to an earlier question is of no use any more. */
  let round = 0;

  return { stage, failure, isAsking, told, news, next, keptFrom, show, more, hear };

  /** Shows what a filter lets through, from the latest on. What was shown stays until the answer is there. */
  async function show(wanted: ActivityFilter): Promise<void> {
    const mine = ++round;
    if (stage() === "failed") setStage("loading");
    setAsking(true);
    // What is heard from now on may be missing in the answer.
    const before = new Set(heard().map((event) => event.seq));
    try {
      const first = await ask(wanted, null);
      if (mine !== round) return;
      filter = wanted;
      batch(() => {
        setHeard((all) => all.filter((event) => !before.has(event.seq)));
        setTold(inOrder(first.items));
        settle(first);
        setStage("ready");
      });
    } catch (error) {
      if (mine === round) fail(error, "failed");
    }
  }

  /** Goes on where the list ends. */
  async function more(): Promise<void> {
    const cursor = next();
    if (cursor === null || isAsking()) return;
    const mine = round;
    setAsking(true);
    try {
      const later = await ask(filter, cursor);
      if (mine !== round) return;
      batch(() => {
        setTold((all) => inOrder([...all, ...later.items]));
        settle(later);
      });
    } catch (error) {
      if (mine === round) fail(error, "ready");
    }
  }

  /** Takes in what the school has just heard. */
  function hear(events: readonly Event[]): void {
    setHeard((all) => inOrder([...all, ...events]));
  }

  /** What was heard, is let through, and belongs above what the server told. What belongs further down comes with `more`. */
  function news(timeZone: string): Event[] {
    const known = new Set(told().map((event) => event.seq));
    const last = next() === null ? undefined : told().at(-1);
    return heard().filter(
      (event) =>
        !known.has(event.seq) &&
        (!last || isLater(event, last)) &&
        matches(event, filter, timeZone),
    );
  }

  function settle(answer: Portion): void {
    setNext(answer.next);
    setKeptFrom(answer.keptFrom);
    setFailure("");
    setAsking(false);
  }

  function fail(error: unknown, then: "ready" | "failed"): void {
    batch(() => {
      setFailure(sentenceOf(error));
      setStage(then);
      setAsking(false);
    });
  }
}

export type Activity = ReturnType<typeof createActivity>;

/** Events as the server orders them, each once: the latest first, by time and then by number. */
export function inOrder(events: readonly Event[]): Event[] {
  // What is known already stays the same object, so that its line stays the same.
  const bySeq = new Map<number, Event>();
  for (const event of events) if (!bySeq.has(event.seq)) bySeq.set(event.seq, event);
  return [...bySeq.values()].sort((one, other) => (isLater(one, other) ? -1 : 1));
}

function isLater(one: Event, other: Event): boolean {
  const [left, right] = [Date.parse(one.at), Date.parse(other.at)];
  return left > right || (left === right && one.seq > other.seq);
}

/** The days of events in their order, each with its events. */
export function byDay(events: readonly Event[], timeZone: string): Map<string, Event[]> {
  const days = new Map<string, Event[]>();
  for (const event of events) {
    const day = dayOf(Date.parse(event.at), timeZone);
    const others = days.get(day);
    if (others) others.push(event);
    else days.set(day, [event]);
  }
  return days;
}
