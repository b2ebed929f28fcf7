import { type Accessor, createSignal } from "solid-js";
import type { MemberChanges } from "../commands.ts";

/** Ids, as they are chosen in both lists. */
interface Chosen {
  ticked: string[];
  added: string[];
  dropped: string[];
}

/**
 * What is chosen beside what is so. Only what differs is kept, so that what somebody else changes meanwhile stands [C2]:
 * what they do of mine need not be done again, and what I have not touched is as they left it.
 */
export function createPicking(present: Accessor<ReadonlySet<string>>) {
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set());
  const [added, setAdded] = createSignal<ReadonlySet<string>>(new Set());
  const [dropped, setDropped] = createSignal<ReadonlySet<string>>(new Set());
  /** All that stand in the second list, those that are to go included: nothing moves under the pointer. */
  const listed = (): ReadonlySet<string> => new Set([...present(), ...added()]);
  const changes = (): MemberChanges => ({
    add: [...added()].filter((id) => !present().has(id) && !dropped().has(id)),
    remove: [...dropped()].filter((id) => present().has(id)),
  });

  return {
    ticked,
    listed,
    changes,
    isStaying: (id: string) => !dropped().has(id),
    isNew: (id: string) => !present().has(id),
    isDirty: () => changes().add.length + changes().remove.length > 0,
    /** Ticks something in the first list, or takes its tick. */
    tick: (id: string, isTicked: boolean) => setTicked((ids) => withId(ids, id, isTicked)),
    keep: (id: string, isStaying: boolean) => setDropped((ids) => withId(ids, id, !isStaying)),
    addTicked,
    chosen,
    resume,
  };

  /** What differs, to go on with later; null where nothing does. */
  function chosen(): Chosen | null {
    const all = { ticked: [...ticked()], added: [...added()], dropped: [...dropped()] };
    return Object.values(all).some((ids) => ids.length > 0) ? all : null;
  }

  function resume({ ticked, added, dropped }: Chosen): void {
    setTicked(new Set(ticked));
    setAdded(new Set(added));
    setDropped(new Set(dropped));
  }

  /** *Add to list*: gives how many. */
  function addTicked(): number {
    const before = listed();
    const ids = [...ticked()].filter((id) => !before.has(id));
    setAdded((all) => new Set([...all, ...ids]));
    setTicked(new Set<string>());
    return ids.length;
  }
}

export type Picking = ReturnType<typeof createPicking>;

function withId(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
