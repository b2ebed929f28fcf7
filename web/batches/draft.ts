import { createMemo, createSignal } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { type BatchRow, longestList } from "#domain/batches";
import { type ReadList, readList } from "#domain/lists/read";
import { usePlace } from "../place.ts";
import { createSlips } from "../users/slips.ts";
import {
  countConcerns,
  type Defaults,
  factsOf,
  inOrderOfConcern,
  type Line,
  leftOut,
  rowOf,
  verdictsOf,
} from "./lines.ts";

/** All of a list that has been read, as it stands. */
interface Typed {
  read: ReadList;
  lines: Line[];
  defaults: Defaults;
}

/** A list while it is looked through, before it is sent. It is its writer's alone until then. */
export function createListDraft() {
  const { me, school } = usePlace();
  const [read, setRead] = createSignal<ReadList | null>(null);
  const [lines, setLines] = createStore<Line[]>([]);
  const [defaults, setDefaults] = createSignal<Defaults>({ role: "editor", staffType: "teacher" });
  const facts = createMemo(() => factsOf(school.users.all(), school.invites.all()));
  const slips = createSlips();
  const verdicts = createMemo(() => verdictsOf(lines, defaults(), facts(), me.role, slips));
  const counts = createMemo(() => countConcerns(verdicts().values()));
  const byId = createMemo(() => new Map(lines.map((line) => [line.id, line])));
  /** Where lines stand while they are edited: nothing moves under the keyboard. */
  const [order, setOrder] = createSignal<readonly string[]>([]);

  return {
    read,
    lines,
    defaults,
    setDefaults,
    verdicts,
    counts,
    order,
    at: (id: string) => byId().get(id),
    take,
    edit,
    remove,
    sort,
    clear: () => take(""),
    rows,
    firstOf,
    asForm: { name: "list", typed, restore },
  };

  /** Reads what was pasted or dropped, in the place of what was there. */
  function take(text: string): void {
    const list = text.trim() ? readList(text) : null;
    setLines((list?.lines ?? []).map((line, i) => ({ ...line, id: String(i) })));
    setRead(list);
    sort();
  }

  function edit(id: string, change: Partial<Line>): void {
    setLines(
      (line) => line.id === id,
      change.email === undefined ? change : { isMeant: false, ...change },
    );
  }

  function remove(id: string): void {
    setLines((all) => all.filter((line) => line.id !== id));
    setOrder((all) => all.filter((each) => each !== id));
  }

  /** The list as it is sent: who stays out stands in its report. */
  function rows(): BatchRow[] {
    const isReady = ({ id }: Line) => verdicts().get(id)?.concern === "ready";
    const all = lines.length > longestList ? lines.filter(isReady) : lines;
    return all.map((line) => (isReady(line) ? rowOf : leftOut)(line, defaults()));
  }

  function sort(): void {
    setOrder(inOrderOfConcern(lines, verdicts()));
  }

  /** What has become of the list so far; null where there is none. */
  function typed(): Typed | null {
    const list = read();
    return list && { read: list, lines: unwrap(lines), defaults: defaults() };
  }

  function restore(typed: Typed): void {
    setLines(typed.lines);
    setDefaults(typed.defaults);
    setRead(typed.read);
    sort();
  }

  /** The number of the first line that has the address of this one. */
  function firstOf(id: string): number | null {
    const canonical = verdicts().get(id)?.canonical;
    return lines.find((line) => verdicts().get(line.id)?.canonical === canonical)?.line ?? null;
  }
}

export type ListDraft = ReturnType<typeof createListDraft>;
