import { undoTime } from "#domain/invites";
import { isRefusal, isSentAway, Problem, sentenceOf } from "../replica/api.ts";
import { sentQuestion, watchHalfFilled } from "../replica/half-filled.ts";
import { track } from "../replica/pending.ts";
import { putBack } from "../ui/lists/steady-list.ts";
import { type Note, type NoteAction, note } from "../ui/notes.tsx";
import type { Asked } from "./open-dialog.ts";

/** Something done in passing: nobody waits for it. */
export interface Act<T> {
  /** Whose row it is: notes about one row never stand side by side. */
  about: string;
  ask: () => Promise<T>;
  /** What is said at once. */
  done: Note;
  /** Takes it back while that is offered; gives a sentence that says how things are then. */
  undo?: { take: () => Promise<string>; isOffered: () => boolean; now: () => number };
  /** What is said when it did not work, before the reason. */
  failed: string;
  /** What follows where the same again would be refused again. */
  onRefusal?: (refusal: Problem) => NoteAction | undefined;
  /** The form that it came from: it stands again for whoever had to sign in before there was an answer [A19]. */
  ifSignedOut?: Asked;
}

/** For so long a note offers to try again, milliseconds. */
const retryOfferMs = 30_000;

/** Does it, tells of it, and offers to do the same once more where that may help. */
export function perform<T>(act: Act<T>): void {
  const answer = act.ask();
  track(answer);
  if (act.ifSignedOut) holdUntil(answer, act.ifSignedOut);
  tellDone(act, answer);
  answer.catch((error) => tellRefusal(act, error, () => perform(act)));
}

function holdUntil(answer: Promise<unknown>, asked: Asked): void {
  const stop = watchHalfFilled(sentQuestion, () => asked);
  answer.then(stop, stop);
}

/** Tells of what is done, or will be with this answer, and offers to take it back. */
export function tellDone(
  act: Pick<Act<unknown>, "about" | "done" | "undo">,
  answer: Promise<unknown> = Promise.resolve(),
): void {
  note({
    about: act.about,
    ...act.done,
    ...(act.undo && undoable(act.about, act.undo, answer)),
  });
}

/** Says why something did not work, with what may help. */
export function tellRefusal(
  act: Pick<Act<unknown>, "about" | "failed" | "onRefusal">,
  error: unknown,
  again: () => void,
): void {
  // Whoever is led away is told nothing more here.
  if (isSentAway()) return;
  putBack(act.about);
  const action = isFinal(error) ? act.onRefusal?.(error) : { label: "Try again", act: again };
  // How long a network is away nobody knows, and what was typed stands nowhere else.
  const more = action && {
    action,
    duration: retryOfferMs,
    stays: isRefusal(error, "unreachable"),
  };
  note({
    about: act.about,
    text: act.failed,
    detail: sentenceOf(error),
    tone: "bad",
    ...more,
  });
}

/** What is still on its way is taken back as soon as it has arrived. */
function undoable(
  about: string,
  { take, isOffered, now }: NonNullable<Act<unknown>["undo"]>,
  answer: Promise<unknown>,
): Pick<Note, "action" | "duration"> {
  const act = async () => {
    const isDone = await answer.then(
      () => true,
      () => false,
    );
    if (isDone) note({ about, text: await take() });
  };
  // A note stays for as long as the pointer is on it, what it offers does not.
  const until = now() + undoTime;
  return {
    action: { label: "Undo", act, isOffered: () => now() < until && isOffered() },
    duration: undoTime,
  };
}

/** Whether the same again would be refused again. */
function isFinal(error: unknown): error is Problem {
  return (
    error instanceof Problem &&
    !isRefusal(error, "unreachable", "internal", "busy", "too_many_attempts")
  );
}
