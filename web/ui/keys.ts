import { createSignal, onCleanup } from "solid-js";
import { areLetterKeysOn } from "./letter-keys.ts";

export interface Key {
  /** As browsers name it; several are pressed one after the other. */
  press: string;
  /** What it does, for the list of keys. */
  does: string;
  where: "page" | "row";
}

/** The keys of every page; those that lead to a page are announced by it. */
export const keys = {
  search: { press: "/", does: "Search the list", where: "page" },
  keys: { press: "?", does: "Show these keys", where: "page" },
  /** Dialogs, menus and panels listen for it themselves. */
  close: { press: "Escape", does: "Close what is open", where: "page" },
  up: { press: "ArrowUp", does: "The row above", where: "row" },
  down: { press: "ArrowDown", does: "The row below", where: "row" },
  pageUp: { press: "PageUp", does: "A screen up", where: "row" },
  pageDown: { press: "PageDown", does: "A screen down", where: "row" },
  first: { press: "Home", does: "The first row", where: "row" },
  last: { press: "End", does: "The last row", where: "row" },
  open: { press: "Enter", does: "Open the row", where: "row" },
  tick: { press: " ", does: "Tick the row", where: "row" },
} as const satisfies Record<string, Key>;

type Name = keyof typeof keys;

/** The keys that act on a row. */
export const rowKeys: readonly Key[] = Object.values(keys).filter(({ where }) => where === "row");

/** The second key may be waited for so long, milliseconds. */
const nextKeyWithinMs = 1_500;

interface Ready {
  key: Pick<Key, "press" | "does">;
  /** The latest first in turn. */
  acts: readonly (() => void)[];
}

/** Keys that do something at present, by what is pressed. */
const [ready, setReady] = createSignal<ReadonlyMap<string, Ready>>(new Map());

/** Lets a key act while the surrounding owner lives. */
export function useKey(key: Ready["key"], act: () => void): void {
  set((acts) => [act, ...acts]);
  onCleanup(() => set((acts) => acts.filter((other) => other !== act)));

  function set(change: (acts: Ready["acts"]) => Ready["acts"]): void {
    setReady((now) =>
      new Map(now).set(key.press, { key, acts: change(now.get(key.press)?.acts ?? []) }),
    );
  }
}

/** The page's keys that do something at present. */
export function keysInUse(): Ready["key"][] {
  return [...ready().values()].flatMap(({ key, acts }) => (acts.length > 0 ? [key] : []));
}

/** Does what the key does. False when it does nothing at present. */
export function press({ press }: Pick<Key, "press">): boolean {
  const [act] = ready().get(press)?.acts ?? [];
  act?.();
  return act !== undefined;
}

/** Which key of a row was pressed; null for any other. */
export function rowKey(event: KeyboardEvent): Name | null {
  if (event.shiftKey || isWithModifier(event)) return null;
  const names = Object.keys(keys) as Name[];
  return names.find((name) => keys[name].where === "row" && keys[name].press === event.key) ?? null;
}

/** Listens to the page's keys, all of which are letters or signs, while the surrounding owner lives. */
export function listenForKeys(): void {
  const read = createReader(() => keysInUse().map(({ press }) => press));
  const stop = new AbortController();
  document.addEventListener("keydown", listen, { signal: stop.signal });
  onCleanup(() => stop.abort());

  function listen(event: KeyboardEvent): void {
    const pressed =
      isElsewhere(event) || !isInList(event) || !areLetterKeysOn()
        ? read(null, event.timeStamp)
        : read(event.key, event.timeStamp);
    if (pressed && press({ press: pressed })) event.preventDefault();
  }
}

/** Puts keys together that are pressed one after the other. Give null for a key that is somebody else's; times in milliseconds. */
export function createReader(
  known: () => readonly string[],
): (key: string | null, time: number) => string | null {
  let begun = "";
  let begunAt = 0;
  return (key, time) => {
    const whole =
      key !== null && begun && time - begunAt < nextKeyWithinMs ? `${begun} ${key}` : key;
    begun = "";
    if (key === null || whole === null) return null;
    const pressed = known().includes(whole) ? whole : known().includes(key) ? key : null;
    if (!pressed && known().some((other) => other.startsWith(`${key} `)))
      [begun, begunAt] = [key, time];
    return pressed;
  };
}

/** Only a row of a list hears them: a word that is dictated anywhere else is none of ours (WCAG 2.1.4). */
function isInList(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(rows) !== null;
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

const rows = "[data-id]";
const takers =
  "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]";
/** The panel beside the list leaves the page's keys alone. */
const blockers = "[role=dialog]:not(.side-panel), [role=alertdialog], [role=menu]";
