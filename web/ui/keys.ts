import { createSignal, onCleanup } from "solid-js";

interface Key {
  /** As browsers name it; several are pressed one after the other. */
  press: string;
  /** What it does, for the list of keys. */
  does: string;
  where: "page" | "row";
}

/** Every key of the dashboard. The list of keys shows this table, and what is listened to stands in it. */
export const keys = {
  search: { press: "/", does: "Search the list", where: "page" },
  invite: { press: "n", does: "Invite user", where: "page" },
  invites: { press: "g i", does: "Go to Invites", where: "page" },
  users: { press: "g u", does: "Go to Users", where: "page" },
  activity: { press: "g a", does: "Go to Activity", where: "page" },
  keys: { press: "?", does: "Show these keys", where: "page" },
  /** Dialogs, menus and panels listen for it themselves. */
  close: { press: "Escape", does: "Close what is open", where: "page" },
  up: { press: "ArrowUp", does: "The row above", where: "row" },
  down: { press: "ArrowDown", does: "The row below", where: "row" },
  pageUp: { press: "PageUp", does: "A screen up", where: "row" },
  pageDown: { press: "PageDown", does: "A screen down", where: "row" },
  first: { press: "Home", does: "The first row", where: "row" },
  last: { press: "End", does: "The last row", where: "row" },
  open: { press: "Enter", does: "Open the row, or its menu", where: "row" },
  tick: { press: " ", does: "Tick the row (Users)", where: "row" },
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof keys;

export const keyNames = Object.keys(keys) as KeyName[];

/** How long the second key may be waited for. Milliseconds. */
const patience = 1_500;

/** Acts that stand ready, the latest first in turn. */
const [acts, setActs] = createSignal<ReadonlyMap<KeyName, readonly (() => void)[]>>(new Map());

/** Lets a key act while the surrounding owner lives. */
export function useKey(name: KeyName, act: () => void): void {
  setActs((now) => new Map(now).set(name, [act, ...(now.get(name) ?? [])]));
  onCleanup(() =>
    setActs((now) =>
      new Map(now).set(
        name,
        (now.get(name) ?? []).filter((other) => other !== act),
      ),
    ),
  );
}

/** Whether the key does something at present. */
export function isInUse(name: KeyName): boolean {
  return (acts().get(name)?.length ?? 0) > 0;
}

/** Does what the key does. False when it does nothing at present. */
export function press(name: KeyName): boolean {
  const [act] = acts().get(name) ?? [];
  act?.();
  return act !== undefined;
}

/** Which key of a row was pressed; null for any other. */
export function rowKey(event: KeyboardEvent): KeyName | null {
  return event.shiftKey || isWithModifier(event) ? null : nameOf(event.key, "row");
}

/** Listens to the page's keys while the surrounding owner lives. */
export function listenForKeys(): void {
  const read = createReader();
  const stop = new AbortController();
  document.addEventListener("keydown", listen, { signal: stop.signal });
  onCleanup(() => stop.abort());

  function listen(event: KeyboardEvent): void {
    const name = isElsewhere(event)
      ? read(null, event.timeStamp)
      : read(event.key, event.timeStamp);
    if (name && press(name)) event.preventDefault();
  }
}

/** Puts keys together that are pressed one after the other. Give null for a key that is somebody else's; times in milliseconds. */
export function createReader(): (key: string | null, time: number) => KeyName | null {
  let begun = "";
  let begunAt = 0;
  return (key, time) => {
    const whole = key !== null && begun && time - begunAt < patience ? `${begun} ${key}` : key;
    begun = "";
    if (key === null || whole === null) return null;
    const name = nameOf(whole, "page") ?? nameOf(key, "page");
    if (!name && keyNames.some((other) => keys[other].press.startsWith(`${key} `)))
      [begun, begunAt] = [key, time];
    return name;
  };
}

function nameOf(pressed: string, where: Key["where"]): KeyName | null {
  return (
    keyNames.find((name) => keys[name].where === where && keys[name].press === pressed) ?? null
  );
}

/** Somebody is typing, or a dialog or a menu has the keys. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing || isWithModifier(event))
    return true;
  return (
    (event.target instanceof Element && event.target.closest(takers) !== null) ||
    document.querySelector(blockers) !== null
  );
}

/** Shift makes another key of most, so it is part of it. */
function isWithModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

const takers =
  "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]";
/** The panel beside the list leaves the page's keys alone. */
const blockers = "[role=dialog]:not(.user-panel), [role=alertdialog], [role=menu]";
