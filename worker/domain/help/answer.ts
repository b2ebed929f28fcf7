import type { AnswerId } from "./topics.ts";

/** A short answer to what people ask. */
export interface Answer {
  /** The question, as people put it. */
  asks: string;
  /** Paragraphs, and lists of steps or points. What stands between two `*` is written on a button or a page. */
  says: readonly (string | readonly string[])[];
  /** Other words under which people look for it. */
  alsoCalled?: string;
  /** The table of who may do what follows. */
  hasRoles?: true;
  /** A page of everybody's that helps at once. */
  go?: { href: string; text: string };
  /** Answers to what people ask next. */
  see?: readonly AnswerId[];
}

/** A run of a text, and whether it is written on a button or a page. */
export interface Piece {
  text: string;
  isName: boolean;
}

/** A text taken apart at its `*`. */
export function piecesOf(text: string): Piece[] {
  return text
    .split("*")
    .map((text, at) => ({ text, isName: at % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
