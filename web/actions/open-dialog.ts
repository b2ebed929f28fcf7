import { createEffect, createSignal, onCleanup } from "solid-js";

/** Every dialog by its name, with what it is asked with: each noun declares its own beside them. */
// biome-ignore lint/suspicious/noEmptyInterface: what fills it stands in the nouns' folders.
export interface Dialogs {}

/** A question to the person, as a dialog. */
export type Asked = { [D in keyof Dialogs]: { dialog: D } & Dialogs[D] }[keyof Dialogs];

/** Asks a question in place of the one that stands; null ends it. */
export type Ask = (asked: Asked | null) => void;

const [wanted, setWanted] = createSignal<Asked | null>(null);
let askers = 0;

/** Brings a question up once more after its dialog was closed, as soon as no other is open. False where no page here can ask. */
export function askAgain(question: Asked): boolean {
  setWanted(question);
  return askers > 0;
}

/** Has the surrounding page ask what comes up again, while nothing else is asked. */
export function takeQuestions(ask: (question: Asked) => void, isFree: () => boolean): void {
  askers++;
  onCleanup(() => {
    askers--;
  });
  createEffect(() => {
    const question = wanted();
    if (!question || !isFree()) return;
    setWanted(null);
    ask(question);
  });
}
