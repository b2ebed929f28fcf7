import { createMemo, createSignal, onCleanup, Show } from "solid-js";
import type { Event } from "#domain/events";
import { subjectOf } from "#domain/events/subjects";
import { useAnnounced } from "../actions/noun.ts";
import { wayBack } from "../actions/way-back.ts";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { note } from "../ui/notes.tsx";

/** Takes an event back while that is possible, whosever act it was [C6]. */
export function FeedUndo(props: { event: Event; what: string }) {
  const place = usePlace();
  const { nouns } = useAnnounced();
  const [isBusy, setBusy] = createSignal(false);
  const way = createMemo(() => {
    const found = wayBack(nouns, props.event, place);
    // Only what can run out is looked at every second.
    if (found) place.school.clock.second();
    return found;
  });

  return (
    <Show when={way()}>
      <Button what={props.what} isBusy={isBusy()} undo={() => void undo()} />
    </Show>
  );

  async function undo(): Promise<void> {
    if (isBusy()) return;
    setBusy(true);
    try {
      const words = await way()?.take();
      if (words) note({ about: subjectOf(props.event), text: words });
    } catch (error) {
      note({ text: sentenceOf(error), tone: "bad" });
    }
    setBusy(false);
  }
}

function Button(props: { what: string; isBusy: boolean; undo: () => void }) {
  let button: HTMLButtonElement | undefined;
  // It goes away by itself: whoever stood on it stays at its line.
  onCleanup(() => {
    if (button && document.activeElement === button)
      button.closest<HTMLElement>("li")?.focus({ preventScroll: true });
  });
  return (
    <button
      ref={button}
      type="button"
      class="button small feed-undo"
      aria-disabled={props.isBusy}
      aria-label={`Undo: ${props.what}`}
      onClick={() => props.undo()}
    >
      Undo
    </button>
  );
}
