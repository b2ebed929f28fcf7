import {
  type Accessor,
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
} from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Present, Whereabouts } from "#party/protocol";

/** What somebody has in hand: an invite or an account, and whether they are changing it. */
export interface InHand {
  id: string;
  isEditing: boolean;
}

/** How presence hears, and how it is told. */
export interface Room {
  /** Everybody the room sees, the reader included. */
  people(): readonly Present[];
  report(whereabouts: Whereabouts): void;
}

/** Who else is here, and where they are told that this person is. It is advice: nothing is ever kept from anybody by it. */
export function createPresence(me: Accessor<string>, room: Accessor<Room | null>) {
  const [seen, setSeen] = createStore<{ others: Present[] }>({ others: [] });
  const [page, look] = createSignal<string | null>(null);
  const [claims, setClaims] = createSignal<readonly Accessor<InHand | null>[]>([]);
  const whereabouts = createMemo(() => whereaboutsOf(page(), claims()));
  createComputed(() =>
    setSeen("others", reconcile(othersThan(me(), room()?.people() ?? []), { key: "userId" })),
  );
  createEffect(() => room()?.report(whereabouts()));

  return { others, at, on, look, attend };

  /** Everybody but the reader, by name. */
  function others(): readonly Present[] {
    return seen.others;
  }

  /** Who is on a page. */
  function at(view: string): readonly Present[] {
    return seen.others.filter((person) => person.view === view);
  }

  /** Who has an invite or an account in hand. */
  function on(id: string): readonly Present[] {
    return seen.others.filter((person) => person.focus === id);
  }

  /** While what surrounds this stands, `claim` says what this person has in hand. The latest that is not null counts. */
  function attend(claim: Accessor<InHand | null>): void {
    setClaims((all) => [...all, claim]);
    onCleanup(() => setClaims((all) => all.filter((other) => other !== claim)));
  }
}

export type Presence = ReturnType<typeof createPresence>;

/** What the room is told. Whoever is on no page has nothing in hand. */
export function whereaboutsOf(
  page: string | null,
  claims: readonly Accessor<InHand | null>[],
): Whereabouts {
  const inHand = page === null ? null : latest(claims);
  return {
    type: "presence",
    view: page,
    focus: inHand?.id ?? null,
    editing: inHand?.isEditing ?? false,
  };
}

function latest(claims: readonly Accessor<InHand | null>[]): InHand | null {
  for (const claim of [...claims].reverse()) {
    const inHand = claim();
    if (inHand) return inHand;
  }
  return null;
}

/** The others, by name. */
export function othersThan(me: string, people: readonly Present[]): Present[] {
  return people
    .filter((person) => person.userId !== me)
    .sort((one, other) => one.name.localeCompare(other.name));
}
