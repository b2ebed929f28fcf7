import { Toast, toaster } from "@kobalte/core/toast";
import X from "lucide-solid/icons/x";
import { createSignal, Show } from "solid-js";
import { Portal, render } from "solid-js/web";
import { sentenceOf } from "../api.ts";
import type { Note } from "../notes.ts";
import { Soft } from "./soft.tsx";

export function showNote(note: Note): void {
  toaster.show((props) => <OneNote id={props.toastId} note={note} />);
}

function OneNote(props: { id: number; note: Note }) {
  const [isUndoing, setUndoing] = createSignal(false);

  async function undo(): Promise<void> {
    setUndoing(true);
    try {
      await props.note.undo?.();
      toaster.dismiss(props.id);
    } catch (error) {
      toaster.dismiss(props.id);
      showNote({ text: sentenceOf(error), tone: "bad" });
    }
  }

  return (
    <Toast
      as="div"
      toastId={props.id}
      class="note"
      data-tone={props.note.tone ?? "plain"}
      duration={props.note.duration ?? 6_000}
      priority="low"
    >
      <div class="note-words">
        <Toast.Title class="note-text">
          <Soft text={props.note.text} />
        </Toast.Title>
        <Show when={props.note.detail}>{(detail) => <Toast.Description class="note-detail">{detail()}</Toast.Description>}</Show>
      </div>
      <Show when={props.note.undo}>
        <button type="button" class="button small" disabled={isUndoing()} onClick={() => void undo()}>
          Undo
        </button>
      </Show>
      <Toast.CloseButton class="icon-button" aria-label="Close">
        <X size={16} aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  );
}

function Notes() {
  return (
    <Portal>
      <Toast.Region class="notes-region" limit={3} aria-label="Notes">
        <Toast.List as="div" class="notes" />
      </Toast.Region>
    </Portal>
  );
}

// One place for notes, whichever page is open.
render(() => <Notes />, document.createElement("div"));
