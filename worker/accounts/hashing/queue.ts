import { DomainError } from "#domain/errors";
import type { Clock } from "./clock.ts";
import { createLines } from "./lines.ts";
import { breath, createOpenings } from "./openings.ts";

/**
 * Whose hash it is. One lane goes before the next: people in a browser they signed in from before, people with a
 * genuine link, strangers. Within a lane the lines take turns; a line is one browser, one link, one address.
 */
export interface Caller {
  lane: (typeof lanes)[number];
  line: string;
}
const lanes = ["known", "invited", "stranger"] as const;

/** What came of a hash. A stranger's that let nobody in makes all strangers wait. */
export interface Done<T> {
  result: T;
  letsIn: boolean;
}

interface Place extends Caller {
  number: number;
  since: number;
  /** When it will look next whether it is its turn. */
  looksAt: number;
  /** The lane is too long, and this was its end. */
  mustGo: boolean;
}

/** How many may wait in one lane. */
const longestLane = 200;
/** From how many addresses strangers may wait: as many as get their turn in time while all guess wrong. */
const mostAddresses = 30;
/** How long anybody waits, milliseconds: shorter than the patience of browsers and proxies. */
const longestWait = 50_000;
/** Everybody looks at least so often whether it is their turn, milliseconds. */
const longestLook = 500;
/** Whoever is so late to look, milliseconds, has gone: workerd never resumes a request whose client has left. */
const late = 150;

export type HashQueue = ReturnType<typeof createHashQueue>;

/** One hash after another, since each stops the whole isolate, in an order that nobody changes by asking more often. */
export function createHashQueue(clock: Clock) {
  const [lines, openings] = [createLines(), createOpenings(clock)];
  const places = new Set<Place>();
  let count = 0;

  const arrive = ({ lane, line }: Caller): Place => {
    const now = clock.now();
    count += 1;
    const place = { lane, line: `${lane} ${line}`, number: count, since: now, looksAt: now };
    lines.ask(place.line, now);
    openings.note();
    passOver();
    return { ...place, mustGo: false };
  };

  /** Who must go when this one is let into its lane: nobody, or whoever is last in it, perhaps this one itself. */
  const oneTooMany = (arrived: Place): Place | null => {
    const { lane } = arrived;
    const inLane = [...[...places].filter((other) => other.lane === lane), arrived];
    const addresses = lane === "stranger" ? new Set(inLane.map((each) => each.line)).size : 0;
    if (inLane.length <= longestLane && addresses <= mostAddresses) return null;
    return inLane.reduce((a, b) => (goesBefore(a, b) ? b : a));
  };

  const join = (caller: Caller): Place => {
    const arrived = arrive(caller);
    const last = oneTooMany(arrived);
    if (last) last.mustGo = true;
    places.add(arrived);
    return arrived;
  };

  /** Forgets who has gone. Whoever was only late comes back by itself. */
  const passOver = () => {
    for (const place of places)
      if (clock.now() - Math.max(place.looksAt, openings.freeSince()) > late) places.delete(place);
  };

  const goesBefore = (a: Place, b: Place): boolean => {
    if (a.lane !== b.lane) return lanes.indexOf(a.lane) < lanes.indexOf(b.lane);
    if (a.line !== b.line) return lines.turnOf(a.line) < lines.turnOf(b.line);
    return a.number < b.number;
  };

  /** How many go before this one, of those who are still there. */
  const ahead = (place: Place): number => {
    let before = 0;
    for (const other of places) if (goesBefore(other, place)) before += 1;
    return before;
  };

  const isNext = (place: Place): boolean => {
    openings.note();
    passOver();
    return !place.mustGo && openings.in(place.lane === "stranger") <= 0 && ahead(place) === 0;
  };

  const serve = async <T>(place: Place, work: () => Done<T>): Promise<T> => {
    places.delete(place);
    lines.serve(
      place.line,
      [...places].some(({ line }) => line === place.line),
    );
    const began = clock.now();
    const { result, letsIn } = work();
    openings.made(began, place.lane === "stranger" && !letsIn);
    await clock.sleep(0);
    openings.note();
    return result;
  };

  return {
    /** Whether this one would be let in now. Whoever would not keeps their turn, as if they had been refused. */
    hasRoom(caller: Caller): boolean {
      const arrived = arrive(caller);
      return oneTooMany(arrived) !== arrived;
    },
    /** Does the work, which waits for nothing, when its turn comes. Refuses with `busy` when that does not come in time. */
    async take<T>(caller: Caller, work: () => Done<T>): Promise<T> {
      const place = join(caller);
      try {
        // Gives way once, so that all who came together are in the order.
        await clock.sleep(0);
        while (!isNext(place)) {
          if (place.mustGo || clock.now() - place.since > longestWait)
            throw new DomainError("busy", { retryAfter: 5 });
          const closed = openings.in(place.lane === "stranger");
          const wait = Math.min(Math.max(5, closed, ahead(place) * breath), longestLook);
          place.looksAt = clock.now() + wait;
          if (!places.has(place)) lines.ask(place.line, clock.now());
          places.add(place);
          await clock.sleep(wait);
        }
        return await serve(place, work);
      } finally {
        places.delete(place);
      }
    },
  };
}
