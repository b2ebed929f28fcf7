import { isEmail, readEmail } from "../emails.ts";
import { addressWord } from "./pieces.ts";

/** A piece around its address, which is "" where it has none. */
interface Parts {
  before: string;
  address: string;
  behind: string;
}

/** Where a piece's address stands, as it was typed: in angle brackets, or the word with an @ in it. */
export function partsOf(text: string): Parts {
  const bracketed = /<([^<>]*@[^<>]*)>?/.exec(text);
  if (bracketed) {
    const [whole, inside = ""] = bracketed;
    return cut(text, bracketed.index, bracketed.index + whole.length, inside);
  }
  const word = addressWord(text);
  if (word) return cut(text, ...whole(text, word.start, word.end));
  return isDotted(text) ? cut(text, 0, text.length) : cut(text, text.length, text.length);
}

function cut(text: string, start: number, end: number, address = text.slice(start, end)): Parts {
  return { before: text.slice(0, start), address, behind: text.slice(end) };
}

/** With its other half, where a space has come beside the @. */
function whole(text: string, start: number, end: number): [start: number, end: number] {
  const word = text.slice(start, end);
  if (isEmail(readEmail(word))) return [start, end];
  const before = word.startsWith("@")
    ? /[^\s<>,;]+ $/.exec(text.slice(Math.max(0, start - 200), start))
    : null;
  const behind = word.endsWith("@") ? /^ [^\s<>,;]+/.exec(text.slice(end)) : null;
  return [start - (before?.[0].length ?? 0), end + (behind?.[0].length ?? 0)];
}

/** An address whose @ became a full stop, most likely. */
function isDotted(text: string): boolean {
  return text.length < 300 && /^[\w-]+(?:\.[\w-]+){2,}$/.test(text);
}
