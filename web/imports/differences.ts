import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Decision, DifferenceKind, DifferenceState, PublicDifference } from "#domain/imports";
import type { Person } from "#domain/names";
import { sentenceOf } from "../replica/api.ts";
import type { createImportCommands } from "./commands.ts";

/** So many are asked for at once. */
const portion = 100;

interface Looked {
  /** Which import and kind, and what is searched; null while there is none. */
  id: Accessor<string | null>;
  kind: Accessor<DifferenceKind>;
  query: Accessor<string>;
  /** Those alone that are so; null for all. */
  state: Accessor<DifferenceState | null>;
  /** It grows with every change that anybody makes. */
  version: Accessor<number>;
}

/** The differences of a kind, in their order: asked for when they are looked at, and again when somebody has decided. */
export function createDifferences(
  { id, kind, query, state, version }: Looked,
  ask: ReturnType<typeof createImportCommands>["differences"],
) {
  const [seen, setSeen] = createStore<{ rows: PublicDifference[] }>({ rows: [] });
  const [hasMore, setMore] = createSignal(false);
  const [isLoaded, setLoaded] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  let most = portion;
  let turn = 0;
  createEffect(
    on([id, kind, query, state], () => {
      most = portion;
      setLoaded(false);
      setSeen("rows", []);
      void load();
    }),
  );
  createEffect(on(version, () => void load(), { defer: true }));

  return { rows: () => seen.rows, hasMore, isLoaded, trouble, load, more, expect };

  async function load(): Promise<void> {
    const [of, mine] = [id(), ++turn];
    if (of === null) return;
    const wanted = { kind: kind(), q: query(), state: state() };
    const found: PublicDifference[] = [];
    setTrouble(null);
    try {
      let cursor: string | null = null;
      do {
        const part = await ask(of, { ...wanted, cursor, limit: portion });
        if (mine !== turn) return;
        found.push(...part.items);
        cursor = part.next;
      } while (cursor !== null && found.length < most);
      setSeen("rows", reconcile(found, { key: "id" }));
      setMore(cursor !== null);
      setLoaded(true);
    } catch (error) {
      if (mine === turn) setTrouble(sentenceOf(error));
    }
  }

  function more(): void {
    most += portion;
    void load();
  }

  /** Shows at once what somebody here has decided. */
  function expect(ids: readonly string[], state: Decision, decidedBy: Person): void {
    setSeen("rows", (row) => ids.includes(row.id), { state, decidedBy });
  }
}

export type Differences = ReturnType<typeof createDifferences>;
