import { Toast, toaster } from "@kobalte/core/toast";
import X from "lucide-solid/icons/x";
import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { sentenceOf } from "../replica/api.ts";
import { Breakable } from "./breakable.tsx";

/** A short note at the bottom of the page. */
export interface Note {
  text: string;
  detail?: string;
  tone?: "plain" | "good" | "bad" | "faded";
  /** What may be done about it: Undo, Try again. */
  action?: NoteAction | undefined;
  /** Milliseconds; as usual unless said. */
  duration?: number;
  /** It stays until it is closed, or done. */
  stays?: boolean;
  /** What it is about: a later note about the same takes its place. */
  about?: string;
}

export interface NoteAction {
  label: string;
  /** May take a while; the note stays until it is done. */
  act: () => unknown;
  /** Whether it may still be done; the button goes when it may not. */
  isOffered?: () => boolean;
}

/** For so long a sentence stays where screen readers find it, milliseconds. */
const spokenMs = 4_000;

/** A note says for so long what was done, milliseconds. */
const usualMs = 6_000;

/** What ends within so long of a note's own end has come to its end itself, milliseconds. */
const endMs = 1_000;

/** As many notes as stand without hiding the page. */
const mostNotes = 5;

/** The note that is shown about each thing. */
const shown = new Map<string, number>();
/** The notes that stand, the oldest first: it makes room, so that no note waits until what it offers is over. */
let standing: readonly number[] = [];
const [spoken, setSpoken] = createSignal<readonly { text: string }[]>([]);

/** Shows a note and has it read out; it takes the place of the one before about the same. */
export function note(what: Note): void {
  const before = what.about === undefined ? undefined : shown.get(what.about);
  if (before !== undefined) toaster.dismiss(before);
  const id = toaster.show((props) => <OneNote id={props.toastId} note={what} />);
  if (what.about !== undefined) shown.set(what.about, id);
  standing = [...standing, id];
  for (const oldest of standing.slice(0, -mostNotes)) toaster.dismiss(oldest);
  say(what);
}

/** Has it read out alone, for what is seen without a note. One region speaks for all: what appears in it is read, once. */
export function say({ text, detail }: Pick<Note, "text" | "detail">): void {
  const sentence = { text: [text, detail].filter(Boolean).join(" ") };
  // A region that has only just come is not listened to yet.
  setTimeout(() => setSpoken((all) => [...all, sentence]), 100);
  setTimeout(() => setSpoken((all) => all.filter((other) => other !== sentence)), spokenMs);
}

function OneNote(props: { id: number; note: Note }) {
  const [isBusy, setBusy] = createSignal(false);
  onCleanup(() => {
    standing = standing.filter((id) => id !== props.id);
  });
  const action = () => (props.note.action?.isOffered?.() === false ? undefined : props.note.action);
  const duration = () => props.note.duration ?? usualMs;
  const since = Date.now();
  // Somebody else has taken it back, so it is no longer so.
  createEffect(
    on(
      () => action() !== undefined,
      (is, was) => {
        if (was && !is && Date.now() - since < duration() - endMs) toaster.dismiss(props.id);
      },
    ),
  );

  async function act(): Promise<void> {
    setBusy(true);
    try {
      await props.note.action?.act();
      toaster.dismiss(props.id);
    } catch (error) {
      toaster.dismiss(props.id);
      note({ text: sentenceOf(error), tone: "bad" });
    }
  }

  return (
    <Toast
      as="div"
      toastId={props.id}
      class="note"
      role="group"
      aria-live="off"
      data-tone={props.note.tone ?? "plain"}
      duration={duration()}
      persistent={props.note.stays}
    >
      <div class="note-words">
        <Toast.Title class="note-text">
          <Breakable text={props.note.text} />
        </Toast.Title>
        <Show when={props.note.detail}>
          {(detail) => <Toast.Description class="note-detail">{detail()}</Toast.Description>}
        </Show>
      </div>
      <Show when={action()}>
        {(offered) => (
          <button type="button" class="button small" disabled={isBusy()} onClick={() => void act()}>
            {offered().label}
          </button>
        )}
      </Show>
      <Toast.CloseButton class="icon-button" aria-label="Close">
        <X size={16} aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  );
}

/** Where notes stand, whichever page is open. */
export function Notes() {
  return (
    <Portal>
      <Toast.Region class="notes-region" limit={2 * mostNotes} aria-label="Notes">
        <div class="visually-hidden" role="status" aria-atomic="false">
          <For each={spoken()}>{({ text }) => <p>{text}</p>}</For>
        </div>
        <Toast.List as="div" class="notes" />
      </Toast.Region>
    </Portal>
  );
}
