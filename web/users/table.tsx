import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createComputed, createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { usePlace } from "../place.ts";
import { createRowFocus, rowAround } from "../ui/lists/row-focus.ts";
import { UpdatesButton } from "../ui/lists/updates-button.tsx";
import { createWindowing } from "../ui/lists/windowing.ts";
import { note } from "../ui/notes.tsx";
import { type Column, columnNames, type Order, whyNotTicked } from "./list.ts";
import { UserRow } from "./row.tsx";

interface UserTableProps {
  ids: string[];
  /** Everybody by id: thousands are asked at once, without being told of each. */
  users: ReadonlyMap<string, PublicUser>;
  /** What was asked for: another filter, word or order starts at the top. */
  asked: string;
  /** How many rows would come or go. */
  updates: number;
  apply: () => void;
  watch: (frame: HTMLElement) => void;
  order: Order;
  setOrder: (order: Order) => void;
  /** Whose panel is open. */
  openId: string | undefined;
  open: (id: string) => void;
  ticked: ReadonlySet<string>;
  setTicked: (ticked: ReadonlySet<string>) => void;
  hasGroups: boolean;
}

/** A table whose rows take the keyboard and can be chosen. */
const grid = { role: "grid", "aria-multiselectable": "true" } as const;

/** What stands over the top row and under the last one while scrolling, in pixels. */
const [headRoom, footRoom] = [48, 88];

/** Everybody in one list, of which only the rows in view are made. */
export function UserTable(props: UserTableProps) {
  const { me } = usePlace();
  const [list, setList] = createSignal<HTMLElement>();
  const windowing = createWindowing(list, () => props.ids.length);
  const { places, current, ...rowFocus } = createRowFocus({
    ids: () => props.ids,
    list,
    reveal: (index) => windowing.reveal(index, headRoom, footRoom),
    rowHeight: windowing.rowHeight,
    open: (id) => props.open(id),
    tick,
  });
  // The row that has the keyboard is made wherever it is, so that the focus is not lost by scrolling.
  const rendered = createMemo(() => {
    const { first, end } = windowing.span();
    const place = places().get(current()) ?? first;
    const seen = props.ids.slice(first, end);
    if (place >= first && place < end) return seen;
    return place < first ? [current(), ...seen] : [...seen, current()];
  });
  const tickable = createMemo(() => props.ids.filter(isTickable));
  const tickedHere = () => tickable().filter((id) => props.ticked.has(id)).length;
  createComputed(
    on(
      () => props.asked,
      () => scrollY > 0 && window.scrollTo({ top: 0, behavior: "instant" }),
      { defer: true },
    ),
  );
  createComputed(() => props.openId && rowFocus.choose(props.openId));

  return (
    <div ref={props.watch} class="table-frame" tabindex={-1}>
      <UpdatesButton count={props.updates} apply={props.apply} />
      <table
        class="users"
        classList={{ "with-groups": props.hasGroups }}
        {...grid}
        aria-label="Users"
        aria-rowcount={props.ids.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" class="user-tick">
              <label class="tick">
                <input
                  type="checkbox"
                  aria-label="Tick everybody in this list who has an e-mail"
                  checked={tickedHere() > 0 && tickedHere() === tickable().length}
                  ref={markPartly}
                  disabled={tickable().length === 0}
                  onChange={(event) => tickAll(event.currentTarget.checked)}
                />
              </label>
            </th>
            <Head column="name" class="user-name" {...order()} />
            <Head column="email" class="user-email" {...order()} />
            <Head column="staffType" class="user-type" {...order()} />
            <Head column="role" class="user-role" {...order()} />
            <Show when={props.hasGroups}>
              <th scope="col" class="user-groups">
                Groups
              </th>
            </Show>
            <Head column="status" class="user-status" {...order()} />
            <Head column="lastSeen" class="user-seen" {...order()} />
          </tr>
        </thead>
        <tbody
          ref={setList}
          style={{ "--rows": props.ids.length }}
          onKeyDown={rowFocus.press}
          onFocusIn={rowFocus.follow}
          onClick={(event) => click(event)}
        >
          <For each={rendered()}>
            {(id) => (
              <UserRow
                id={id}
                index={places().get(id) ?? 0}
                isCurrent={current() === id}
                isOpen={props.openId === id}
                isTicked={props.ticked.has(id)}
                tick={() => tick(id)}
                hasGroups={props.hasGroups}
              />
            )}
          </For>
        </tbody>
      </table>
    </div>
  );

  function markPartly(box: HTMLInputElement): void {
    createEffect(() => {
      box.indeterminate = tickedHere() > 0 && tickedHere() < tickable().length;
    });
  }

  function order() {
    return { order: props.order, setOrder: props.setOrder };
  }

  function click(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest("a, label, input")) return;
    const id = rowAround(event.target)?.dataset.id;
    if (id && getSelection()?.isCollapsed !== false) props.open(id);
  }

  function tick(id: string): void {
    const user = props.users.get(id);
    const why = user && whyNotTicked(me.role, user);
    if (why) return void note({ text: "This row cannot be ticked.", detail: why });
    const ticked = new Set(props.ticked);
    if (!ticked.delete(id)) ticked.add(id);
    props.setTicked(ticked);
  }

  function tickAll(isTicked: boolean): void {
    const here = new Set(tickable());
    const others = [...props.ticked].filter((id) => !here.has(id));
    props.setTicked(new Set(isTicked ? [...others, ...here] : others));
  }

  function isTickable(id: string): boolean {
    const user = props.users.get(id);
    return user !== undefined && whyNotTicked(me.role, user) === null;
  }
}

interface HeadProps {
  column: Column;
  class: string;
  order: Order;
  setOrder: (order: Order) => void;
}

/** A column's name, which sorts by it; once more turns the order round. */
function Head(props: HeadProps) {
  const isBy = () => props.order.by === props.column;
  const direction = () =>
    isBy() ? (props.order.isDescending ? "descending" : "ascending") : "none";
  return (
    <th scope="col" class={props.class} aria-sort={direction()}>
      <button
        type="button"
        class="sort"
        onClick={() =>
          props.setOrder({ by: props.column, isDescending: isBy() && !props.order.isDescending })
        }
      >
        {columnNames[props.column]}
        <Show when={isBy()}>
          <Show when={props.order.isDescending} fallback={<ArrowUp size={12} aria-hidden="true" />}>
            <ArrowDown size={12} aria-hidden="true" />
          </Show>
        </Show>
      </button>
    </th>
  );
}
