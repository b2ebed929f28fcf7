/** A short note at the bottom of the page. */
export interface Note {
  text: string;
  detail?: string;
  tone?: "plain" | "good" | "bad" | "faded";
  /** What takes it back, while the note shows. */
  undo?: () => Promise<unknown>;
  /** Milliseconds; 6 s unless said. */
  duration?: number;
}

/** Shows a note. What it takes is loaded when the first one comes. */
export async function note(what: Note): Promise<void> {
  const { showNote } = await import("./components/notes.tsx");
  showNote(what);
}
