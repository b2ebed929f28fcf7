/** A short note at the bottom of the page. */
export interface Note {
  text: string;
  detail?: string;
  tone?: "plain" | "good" | "bad" | "faded";
  /** What may be done about it: Undo, Try again. */
  action?: NoteAction | undefined;
  /** Milliseconds; 6 s unless said. */
  duration?: number;
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

let latest: Promise<unknown> = Promise.resolve();

/** Shows a note, after those that came before. What it takes is loaded when the first one comes. */
export function note(what: Note): Promise<void> {
  const shown = latest.then(async () => (await import("./notes-region.tsx")).showNote(what));
  latest = shown.catch(() => undefined);
  return shown;
}
