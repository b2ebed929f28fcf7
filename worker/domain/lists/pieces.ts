import { canonicalEmail } from "../emails.ts";

/** A stretch of a line that is about one mailbox, or about none. */
export interface Piece {
  text: string;
  /** What parts it from the next: `;`, `,` or nothing. */
  end: string;
}

/** Longer than this, in UTF-16 units, nothing is put in quotes or brackets. */
const longestAside = 200;

/**
 * A line parted as mail programs part mailboxes: at every `;`, and at a `,` that follows an address, for one before it belongs to
 * `Surname, First`. Not inside quotes or brackets that hold no address. Two addresses with nothing between come apart as well.
 */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let hasAddress = false;
  for (let at = 0; at <= line.length; at += 1) {
    const sign = line[at] ?? "";
    if (sign === "@") hasAddress = true;
    else if (sign === '"' || sign === "(") at = endOfAside(line, at);
    else if (sign === "" || sign === ";" || (sign === "," && hasAddress)) {
      for (const piece of apart(line.slice(start, at), sign)) pieces.push(piece);
      start = at + 1;
      hasAddress = false;
    }
  }
  return pieces.filter(({ text }) => /[\p{L}\p{N}@]/u.test(text));
}

/** The next word from `from` on that holds an @, with where it begins and ends; null for none. */
export function addressWord(text: string, from = 0): { start: number; end: number } | null {
  const at = text.indexOf("@", from);
  if (at < 0) return null;
  let start = at;
  let end = at + 1;
  while (start > from && !parting.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && !parting.test(text.charAt(end))) end += 1;
  return { start, end };
}

const parting = /[\s<>,;]/;

/** Where what opens here closes; here, where that is not sure. */
function endOfAside(line: string, open: number): number {
  const aside = line.slice(open + 1, open + longestAside);
  const close = aside.indexOf(line[open] === "(" ? ")" : '"');
  return close < 0 || aside.slice(0, close).includes("@") ? open : open + 1 + close;
}

function apart(text: string, end: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let word = addressWord(text);
  while (word) {
    const next = addressWord(text, word.end);
    if (next && !isSame(text.slice(word.start, word.end), text.slice(next.start, next.end))) {
      const cut = Math.min(closed(text, word.end), next.start);
      pieces.push({ text: text.slice(start, cut), end: "" });
      start = cut;
    }
    word = next;
  }
  return [...pieces, { text: text.slice(start), end }];
}

/** Programs that have no name for somebody write the address twice. */
function isSame(one: string, other: string): boolean {
  return canonicalEmail(one) === canonicalEmail(other);
}

/** The brackets that close behind an address are its own. */
function closed(text: string, end: number): number {
  let at = end;
  while (/[>)\]}]/.test(text.charAt(at))) at += 1;
  return at;
}
