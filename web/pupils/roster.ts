import { createComputed, createRoot, createSignal, on } from "solid-js";
import type { Event } from "#domain/events";
import type { PublicPupil } from "#domain/pupils";
import { api, sentenceOf } from "../replica/api.ts";
import { createRows, type Rows } from "../replica/rows.ts";
import type { School } from "../replica/school.ts";

/** All pupils of a school, asked for when somebody first looks at them, and from then on kept up by events. */
export interface Roster {
  rows: Rows<PublicPupil>;
  /** Whether all of them are there. */
  isWhole: () => boolean;
  /** Why they are not, in a sentence; null while nothing is wrong. */
  trouble: () => string | null;
  load(): void;
}

type Part = { items: PublicPupil[]; next: string | null };

/** Where the parts come from; `cursor` null for the first. Throws a `Problem`. */
export type AskRoster = (cursor: string | null) => Promise<Part>;

const rosters = new WeakMap<School, Roster>();

/** The one roster of a school in this window; asking for it loads it. Nothing of it is kept on the device. */
export function rosterOf(school: School): Roster {
  const known = rosters.get(school);
  if (known) return known;
  const made = createRoot(() => createRoster(school, asking(school.id)));
  rosters.set(school, made);
  made.load();
  return made;
}

/** A roster that follows what its school hears. */
export function createRoster(
  school: Pick<School, "onHeard" | "snapshots">,
  ask: AskRoster,
): Roster {
  const rows = createRows<PublicPupil>();
  const [isWhole, setWhole] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  /** Erased while an older answer may still be on its way. */
  const gone = new Set<string>();
  /** Whoever was heard of since the answers were asked for. */
  const heard = new Set<string>();
  let turn = 0;
  school.onHeard((events) => events.forEach(hear));
  // Not every event before another snapshot was heard.
  createComputed(on(school.snapshots, load, { defer: true }));
  return { rows, isWhole, trouble, load };

  function load(): void {
    heard.clear();
    void read(++turn);
  }

  async function read(mine: number): Promise<void> {
    setTrouble(null);
    try {
      const found: PublicPupil[] = [];
      for (let cursor: string | null = null, isFirst = true; isFirst || cursor; isFirst = false) {
        const { items, next } = await ask(cursor);
        if (mine !== turn) return;
        found.push(...items);
        cursor = next;
      }
      take(found);
      setWhole(true);
    } catch (error) {
      if (mine === turn) setTrouble(sentenceOf(error));
    }
  }

  /** What was heard meanwhile is newer. */
  function take(found: readonly PublicPupil[]): void {
    const before = new Map(rows.known().map((row) => [row.id, row]));
    const newest = found.map((row) => {
      const known = before.get(row.id);
      before.delete(row.id);
      return known && known.version > row.version ? known : row;
    });
    const come = [...before.values()].filter(({ id }) => heard.has(id));
    rows.replace([...newest, ...come].filter(({ id }) => !gone.has(id)));
  }

  function hear(event: Event): void {
    // The year moves them all without saying each.
    if ("yearRoll" in event) load();
    if (!("pupil" in event)) return;
    const { pupil } = event;
    heard.add(pupil.id);
    if (event.kind === "pupil.erased") {
      gone.add(pupil.id);
      rows.follow({ remove: pupil.id });
    } else if (!gone.has(pupil.id)) rows.took(pupil);
  }
}

function asking(school: string): AskRoster {
  const { roster } = api.schools[":school"].pupils;
  return async (cursor) =>
    (await roster.$get({ param: { school }, query: cursor === null ? {} : { cursor } })).json();
}
