import { batch, createSignal } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { merge } from "./merge.ts";

/** A field that somebody else changed as well, until it is decided whose value stands [C2]. */
export interface Clash<T, F extends keyof T = keyof T> {
  field: F;
  mine: T[F];
  theirs: T[F];
  chosen: "mine" | "theirs" | null;
}

/** What else a form does to what is typed. */
export interface Habits<T> {
  /** The same without stray spaces, as it would be stored. */
  tidy?: (edited: T) => T;
  /** What other fields become when this one was set. */
  follow?: (field: keyof T, edited: T, base: T) => Partial<T>;
}

/** What was typed on which row, and what of it waits for a decision. */
export interface Typed<T> {
  base: T;
  edited: T;
  clashes: readonly Clash<T>[];
}

/** What is being typed, on top of the row it began with. */
export function createDraft<T extends object>(
  first: T,
  { tidy = (edited) => edited, follow }: Habits<T> = {},
) {
  const [base, setBase] = createSignal(first);
  const [edited, setEdited] = createStore<T>({ ...first });
  const put = setEdited as unknown as (fields: Partial<T>) => void;
  const [clashes, setClashes] = createSignal<readonly Clash<T>[]>([]);
  const changed = (): Partial<T> => merge(base(), tidy({ ...edited }), base()).changes;

  return {
    edited,
    changed,
    clashes,
    isDirty: () => Object.keys(changed()).length > 0,
    isUndecided: () => clashes().some((clash) => clash.chosen === null),
    now: () => tidy({ ...unwrap(edited) }),
    set,
    choose,
    rebase,
    restore,
    typed,
    resume,
  };

  function set<F extends keyof T>(field: F, value: T[F]): void {
    batch(() => {
      write(field, value);
      setClashes((all) => all.filter((clash) => clash.field !== field));
    });
  }

  /** Whose value stands. It may be chosen again until it is saved. */
  function choose(field: keyof T, chosen: "mine" | "theirs"): void {
    const clash = clashes().find((one) => one.field === field);
    if (!clash) return;
    batch(() => {
      write(field, clash[chosen]);
      setClashes((all) => all.map((one) => (one.field === field ? { ...one, chosen } : one)));
    });
  }

  /** Takes in what somebody else saved: what I have not touched becomes theirs, what both touched becomes a clash. */
  function rebase(current: T): void {
    const before = base();
    const mine = tidy({ ...unwrap(edited) });
    const found = merge(before, mine, current).clashes;
    batch(() => {
      const fields = Object.keys(current) as (keyof T)[];
      for (const field of fields)
        if (mine[field] === before[field])
          put({ [field]: current[field] } as unknown as Partial<T>);
      setBase(() => current);
      const added = (Object.keys(found) as (keyof T)[]).flatMap((field) => {
        const clash = found[field];
        return clash ? [{ field, ...clash, chosen: null }] : [];
      });
      // What both meanwhile agree on needs no decision.
      const open = clashes().filter(
        ({ field }) => !found[field] && edited[field] !== current[field],
      );
      setClashes([...open, ...added]);
    });
  }

  /** Back to what is stored, for these fields. */
  function restore(fields: readonly (keyof T)[]): void {
    for (const field of fields) set(field, base()[field]);
  }

  /** What is typed, with the row it is typed on; null where that would change nothing. */
  function typed(): Typed<T> | null {
    const isTyped = Object.keys(changed()).length > 0;
    return isTyped ? { base: base(), edited: { ...unwrap(edited) }, clashes: clashes() } : null;
  }

  /** Goes on with what was typed before, on top of what the row has become since. */
  function resume(before: Typed<T>): void {
    const current = base();
    batch(() => {
      setBase(() => before.base);
      put(before.edited);
      setClashes(before.clashes);
      rebase(current);
    });
  }

  function write<F extends keyof T>(field: F, value: T[F]): void {
    put({ [field]: value } as unknown as Partial<T>);
    if (follow) put(follow(field, { ...unwrap(edited) }, base()));
  }
}

export type Draft<T extends object> = ReturnType<typeof createDraft<T>>;
