import { createEffect, createSignal, onCleanup } from "solid-js";
import type { Asked } from "../components/dialogs.tsx";

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
