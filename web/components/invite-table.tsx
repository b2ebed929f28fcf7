import { createComputed, createEffect, createMemo, createSignal, For, lazy, on, onCleanup, Show, Suspense } from "solid-js";
import { canGrant } from "#domain/roles";
import { note } from "../notes.ts";
import { createHolding } from "../stores/holding.ts";
import { usePlace } from "../stores/school.ts";
import type { Ask } from "./dialogs.tsx";
import { InviteRow } from "./invite-row.tsx";

const Menu = lazy(() => import("./menu.tsx"));

/** Rows are made as one scrolls to them, this many at a time. */
const portion = 20;

interface InviteTableProps {
  ids: string[];
  /** What was asked for: another filter or another word starts at the top. */
  asked: string;
  /** How many rows would come or go. */
  updates: number;
  apply: () => void;
  /** The pointer or the focus has come into the table, or left it. */
  hold: (isHeld: boolean) => void;
  ask: Ask;
  /** How many invites there are in all. */
  total: number;
  clear: () => void;
}

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
  let frame: HTMLDivElement | undefined;
  const rows = createMemo(() => props.ids.slice(0, most()));
  const holding = createHolding();
  createEffect(() => props.hold(holding.isHeld() || opened() !== null));

  return (
    <Show
      when={props.ids.length > 0 || props.updates > 0}
      fallback={<Nothing total={props.total} ask={props.ask} clear={props.clear} />}
    >
      <div ref={frame} class="table-frame" tabindex={-1} {...holding.listeners}>
        <Show when={props.updates > 0}>
          <button type="button" class="updates" onClick={apply}>
            {props.updates === 1 ? "1 update" : `${props.updates} updates`}
          </button>
        </Show>
        <table class="invites" aria-label="Invites" aria-rowcount={props.ids.length + 1}>
          <thead>
            <tr>
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
          <tbody>
            <For each={rows()}>
              {(id) => (
                <InviteRow
                  id={id}
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
      <Suspense>
        <Show when={opened()} keyed>
          {(at) => <RowMenu {...at} ask={props.ask} close={() => setOpened(null)} />}
        </Show>
      </Suspense>
    </Show>
  );

  /** The button goes away with its updates; the focus stays here. */
  function apply(): void {
    props.apply();
    frame?.focus({ preventScroll: true });
  }
}

function RowMenu(props: { id: string; anchor: HTMLElement; ask: Ask; close: () => void }) {
  const { me, school } = usePlace();
  const choices = () => {
    const invite = school.invites.at(props.id);
    if (!invite) return [];
    const mayAct = invite.status === "pending" && canGrant(me.role, invite.role);
    const { id, email } = invite;
    return [
      ...(mayAct ? [{ label: "Change role", act: () => props.ask({ dialog: "change", id }) }] : []),
      { label: "Copy e-mail address", act: () => void copy(email) },
      ...(mayAct ? [{ label: "Withdraw", isDangerous: true, act: () => props.ask({ dialog: "withdraw", id }) }] : []),
    ];
  };
  return <Menu label="More" anchor={props.anchor} choices={choices()} close={props.close} />;
}

/** Comes near when the last row does. */
function MoreRows(props: { show: () => void }) {
  let line: HTMLButtonElement | undefined;
  const watching = new IntersectionObserver(
    ([seen]) => {
      if (!seen?.isIntersecting || !line) return;
      props.show();
      // Where it is still near, only a new look tells so.
      watching.unobserve(line);
      watching.observe(line);
    },
    { rootMargin: "800px" },
  );
  createEffect(() => line && watching.observe(line));
  onCleanup(() => watching.disconnect());
  return (
    <button ref={line} type="button" class="more-rows" onClick={() => props.show()}>
      Show more
    </button>
  );
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
          They get a mail with a link that works once, for 24 hours. You see here, live, when it arrives, when they open it and
          when their account is ready.
        </p>
        <button type="button" class="button primary" onClick={() => props.ask({ dialog: "invite" })}>
          Invite user
        </button>
      </div>
    </Show>
  );
}

async function copy(email: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(email);
    await note({ text: `Copied ${email}.` });
  } catch {
    await note({ text: "Your browser did not allow copying.", detail: email, tone: "bad" });
  }
}
