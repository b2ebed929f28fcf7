import { createComputed, createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { canGrant } from "#domain/roles";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { Menu } from "../ui/late-menu.ts";
import { highlight } from "../ui/lists/highlight.ts";
import { MoreRows } from "../ui/lists/more-rows.tsx";
import { createRowFocus } from "../ui/lists/row-focus.ts";
import { UpdatesButton } from "../ui/lists/updates-button.tsx";
import { note } from "../ui/notes.tsx";
import { InviteRow } from "./row.tsx";

/** Rows are made as one scrolls to them, this many at a time. */
const portion = 20;

interface InviteTableProps {
  ids: string[];
  /** What was asked for: another filter or another word starts at the top. */
  asked: string;
  /** How many rows would come or go. */
  updates: number;
  apply: () => void;
  watch: (frame: HTMLElement) => void;
  /** A row's menu has opened or closed. */
  hold: (isHeld: boolean) => void;
  ask: Ask;
  /** How many invites there are in all. */
  total: number;
  clear: () => void;
  /** The invite that somebody was led to, until they are there. */
  sought: string | null;
  arrive: () => void;
}

/** A table whose rows take the keyboard. */
const grid = { role: "grid" } as const;

/** The invites, of which rows are made as one comes to them. */
export function InviteTable(props: InviteTableProps) {
  const [most, setMost] = createSignal(portion);
  const [opened, setOpened] = createSignal<{ id: string; anchor: HTMLElement } | null>(null);
  createComputed(
    on(
      () => props.asked,
      () => setMost(portion),
      { defer: true },
    ),
  );
  const [list, setList] = createSignal<HTMLElement>();
  const needed = createMemo(() =>
    props.sought === null ? 0 : props.ids.indexOf(props.sought) + 1,
  );
  const rows = createMemo(() => props.ids.slice(0, Math.max(most(), needed())));
  const rowFocus = createRowFocus({
    ids: () => props.ids,
    list,
    reveal,
    rowHeight: () => rowAt(0)?.offsetHeight ?? 60,
    open: (id, row) => {
      const anchor = row.querySelector<HTMLElement>("[aria-haspopup=menu]");
      if (anchor) setOpened({ id, anchor });
    },
  });
  createEffect(() => props.hold(opened() !== null));
  // The row itself is made after this.
  createEffect(on(needed, (count) => count > 0 && queueMicrotask(() => arriveAt(count - 1))));
  usePresence().attend(() => {
    const menu = opened();
    return menu && { id: menu.id, isEditing: false };
  });

  return (
    <Show
      when={props.ids.length > 0 || props.updates > 0}
      fallback={<Nothing total={props.total} ask={props.ask} clear={props.clear} />}
    >
      <div ref={props.watch} class="table-frame" tabindex={-1}>
        <UpdatesButton count={props.updates} apply={props.apply} />
        <table class="invites" {...grid} aria-label="Invites" aria-rowcount={props.ids.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">Invitee</th>
              <th scope="col">Role</th>
              <th scope="col">Status</th>
              <th scope="col">E-mail</th>
              <th scope="col">Time left</th>
              <th scope="col">Resends</th>
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody ref={setList} onKeyDown={rowFocus.press} onFocusIn={rowFocus.follow}>
            <For each={rows()}>
              {(id) => (
                <InviteRow
                  id={id}
                  index={rowFocus.places().get(id) ?? 0}
                  isCurrent={rowFocus.current() === id}
                  ask={props.ask}
                  isMenuOpen={opened()?.id === id}
                  openMenu={(anchor) => setOpened({ id, anchor })}
                />
              )}
            </For>
          </tbody>
        </table>
        <Show when={props.ids.length > most()}>
          <MoreRows show={() => setMost((now) => now + portion)} />
        </Show>
      </div>
      <Show when={opened()} keyed>
        {(at) => <RowMenu {...at} ask={props.ask} close={() => setOpened(null)} />}
      </Show>
    </Show>
  );

  function rowAt(index: number): HTMLElement | undefined {
    return list()?.querySelectorAll<HTMLElement>("[data-id]")[index];
  }

  function reveal(index: number): void {
    setMost((now) => Math.max(now, index + 1));
    rowAt(index)?.scrollIntoView({ block: "nearest" });
  }

  function arriveAt(index: number): void {
    const row = rowFocus.go(index);
    row?.scrollIntoView({ block: "center" });
    if (row) highlight(row);
    props.arrive();
  }
}

function RowMenu(props: { id: string; anchor: HTMLElement; ask: Ask; close: () => void }) {
  const { me, school } = usePlace();
  const choices = () => {
    const invite = school.invites.at(props.id);
    if (!invite) return [];
    const isSent = school.invites.knownAt(props.id) !== undefined;
    const mayAct = isSent && invite.status === "pending" && canGrant(me.role, invite.role);
    const { id, email } = invite;
    return [
      ...(mayAct ? [{ label: "Change role", act: () => props.ask({ dialog: "change", id }) }] : []),
      { label: "Copy e-mail address", act: () => void copy(email) },
      ...(mayAct
        ? [
            {
              label: "Withdraw",
              isDangerous: true,
              act: () => props.ask({ dialog: "withdraw", id }),
            },
          ]
        : []),
    ];
  };
  // A row that nobody knows of goes when its invite is refused.
  createEffect(() => school.invites.at(props.id) === undefined && props.close());
  return <Menu label="More" anchor={props.anchor} choices={choices()} close={props.close} />;
}

function Nothing(props: { total: number; ask: Ask; clear: () => void }) {
  return (
    <Show
      when={props.total === 0}
      fallback={
        <div class="panel">
          <h2>No invite matches</h2>
          <p>Try another word, or look at all of them.</p>
          <button type="button" class="button" onClick={() => props.clear()}>
            Show all invites
          </button>
        </div>
      }
    >
      <div class="panel">
        <h2>Invite your first colleague</h2>
        <p>
          They get a mail with a link that works once, for 24 hours. You see here, live, when it
          arrives, when they open it and when their account is ready.
        </p>
        <button
          type="button"
          class="button primary"
          onClick={() => props.ask({ dialog: "invite" })}
        >
          Invite user
        </button>
      </div>
    </Show>
  );
}

async function copy(email: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(email);
    note({ text: `Copied ${email}.` });
  } catch {
    note({ text: "Your browser did not allow copying.", detail: email, tone: "bad" });
  }
}
