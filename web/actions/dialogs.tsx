import { type Component, createComputed, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { usePresence } from "../presence/presence.ts";
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

/** Dialogs open without a trigger of their own, so what had the focus before gets it back here. */
function giveFocusBack(isOpen: () => boolean): void {
  let origin: Element | null = null;
  createComputed((wasOpen: boolean) => {
    const now = isOpen();
    if (now && !wasOpen) origin = document.activeElement;
    if (!now && wasOpen)
      setTimeout(() => origin instanceof HTMLElement && origin.isConnected && origin.focus());
    return now;
  }, false);
}
