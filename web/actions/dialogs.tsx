import { type Component, createComputed, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { usePresence } from "../presence/use-presence.ts";
import {
  openQuestion,
  sentQuestion,
  takeHalfFilled,
  watchHalfFilled,
} from "../replica/half-filled.ts";
import { type Announced, type DialogProps, useAnnounced } from "./noun.ts";
import { type Ask, type Asked, type Dialogs as Named, takeQuestions } from "./open-dialog.ts";

/** How long after the page the dialogs' code is fetched, so that they open at once, milliseconds. */
const preloadAfterMs = 1_500;

/** Fetches dialogs of these names once the page stands. */
export function usePreloaded(...names: (keyof Named)[]): void {
  const { dialogs } = useAnnounced();
  onMount(() => {
    setTimeout(() => {
      for (const name of names) dialogs[name].preload();
    }, preloadAfterMs);
  });
}

/** The dialog that is open, if any. */
export function Dialogs(props: { asked: Asked | null; ask: Ask }) {
  const { dialogs } = useAnnounced();
  const presence = usePresence();
  giveFocusBack(() => props.asked !== null);
  takeQuestions(props.ask, () => props.asked === null);
  onCleanup(watchHalfFilled(openQuestion, () => props.asked));
  onMount(() => {
    const before = takeHalfFilled<Asked>(sentQuestion) ?? takeHalfFilled<Asked>(openQuestion);
    if (before) props.ask(before);
  });
  presence.attend(() => {
    const { asked } = props;
    const isEditing = asked?.dialog === "change" || asked?.dialog === "fix";
    return asked && "id" in asked ? { id: asked.id, isEditing } : null;
  });
  return (
    <Show when={props.asked} keyed>
      {(asked) => (
        <Dynamic
          component={viewOf(dialogs, asked)}
          asked={asked}
          ask={props.ask}
          close={() => props.ask(null)}
        />
      )}
    </Show>
  );
}

/** A question is always the one that its dialog is asked with. */
function viewOf(dialogs: Announced["dialogs"], { dialog }: Asked): Component<DialogProps<Asked>> {
  return dialogs[dialog] as Component<DialogProps<Asked>>;
}

/** Where a list is at: the row that has the keyboard. */
const listPlace = "tr[data-id][tabindex='0']";

/** The row or the panel that something stands in. */
function placeAround(target: Element | null): string {
  const row = target?.closest<HTMLElement>("tr[data-id]")?.dataset.id;
  if (row) return `tr[data-id="${CSS.escape(row)}"]`;
  return target?.closest(".side-panel") ? ".side-panel-title" : listPlace;
}

/**
 * Dialogs open without a trigger of their own, so what had the focus before gets it back here; where the answer has taken that
 * away, the row or the panel that it stood in, or else where the list is at.
 */
function giveFocusBack(isOpen: () => boolean): void {
  let origin: Element | null = null;
  let around = listPlace;
  createComputed((wasOpen: boolean) => {
    const now = isOpen();
    if (now && !wasOpen) {
      origin = document.activeElement;
      around = placeAround(origin);
    }
    if (!now && wasOpen)
      setTimeout(() => {
        const there = origin?.isConnected ? origin : document.querySelector(around);
        if (there instanceof HTMLElement) there.focus();
      });
    return now;
  }, false);
}
