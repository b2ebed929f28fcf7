import { batch, createSignal } from "solid-js";
import type { Event } from "#domain/events";
import { type ActivityFilter, matches } from "#domain/events/activity";
import { dayOf } from "#domain/time";
import { api, sentenceOf } from "../replica/api.ts";
import { isKnown } from "../replica/frames.ts";

/** How many events come at a time, to be looked at or on the way to the end. */
const portion = 50;
const largePortion = 200;

/** A part of the activity as the server gives it, the latest first. */
export interface Portion {
  items: readonly Event[];
  /** Where the next part begins; null at the end. */
  next: string | null;
  /** The number of the earliest event that is still kept. */
  keptFrom: number;
}

type Ask = (filter: ActivityFilter, cursor: string | null, limit: number) => Promise<Portion>;

/** Asks a school's activity of the server. */
export function askOf(school: string): Ask {
  return async (filter, cursor, limit) => {
    const response = await api.schools[":school"].activity.$get({
      param: { school },
      query: { ...filter, limit: String(limit), ...(cursor === null ? {} : { cursor }) },
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
  const [asking, setAsking] = createSignal<Promise<void> | null>(null);
  const isAsking = () => asking() !== null;
  const [told, setTold] = createSignal<readonly Event[]>([]);
  const [heard, setHeard] = createSignal<readonly Event[]>([]);
  const [next, setNext] = createSignal<string | null>(null);
  const [keptFrom, setKeptFrom] = createSignal(1);
  /** What the list shows. */
  let filter: ActivityFilter = {};
  /** The answer to an earlier question is of no use any more. */
  let round = 0;

  return { stage, failure, isAsking, told, news, next, keptFrom, show, more, all, hear };

  /** Shows what a filter lets through, from the latest on. What was shown stays until the answer is there. */
  function show(wanted: ActivityFilter): Promise<void> {
    round++;
    if (stage() === "failed") setStage("loading");
    // What is heard from now on may be missing in the answer.
    const before = new Set(heard().map((event) => event.seq));
    return take(ask(wanted, null, portion), "failed", (first) => {
      filter = wanted;
      setHeard((all) => all.filter((event) => !before.has(event.seq)));
      setTold(inOrder(first.items));
      setStage("ready");
    });
  }

  /** Goes on where the list ends; with what is on its way, where something is. */
  function more(limit = portion): Promise<void> {
    const cursor = next();
    const before = asking();
    if (cursor === null || before) return before ?? Promise.resolve();
    return take(ask(filter, cursor, limit), "ready", (later) =>
      setTold((all) => inOrder([...all, ...later.items])),
    );
  }

  /** Goes on to the end, or until this many are told. False where that failed, or something else was asked for meanwhile. */
  async function all(most: number): Promise<boolean> {
    const mine = round;
    while (next() !== null && told().length < most) {
      await more(largePortion);
      if (mine !== round || failure()) return false;
    }
    return true;
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

  /** Waits for an answer, unless another question is asked meanwhile. */
  function take(
    answer: Promise<Portion>,
    otherwise: "ready" | "failed",
    put: (portion: Portion) => void,
  ): Promise<void> {
    const mine = round;
    const taken = answer.then(
      (came) => mine === round && batch(() => settle(came, put)),
      (error) => mine === round && fail(error, otherwise),
    );
    const done = taken.then(() => undefined);
    setAsking(done);
    return done;
  }

  function settle(came: Portion, put: (portion: Portion) => void): void {
    put(came);
    setNext(came.next);
    setKeptFrom(came.keptFrom);
    setFailure("");
    setAsking(null);
  }

  function fail(error: unknown, then: "ready" | "failed"): void {
    batch(() => {
      setFailure(sentenceOf(error));
      setStage(then);
      setAsking(null);
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
