import { tidyLine } from "../text/hidden.ts";

/** Longer than this nobody dresses an address up; in UTF-16 units. */
const longest = 1000;

/**
 * The address inside what people paste [I16]: `Name <a@b>`, `mailto:a@b`, quotes or brackets around it, a trailing `;` or full
 * stop, characters nobody sees. What does not hold just one address stays as it is, and is none.
 */
export function readEmail(typed: string): string {
  let text = typed.length > longest ? typed.trim() : tidyLine(typed.normalize("NFKC"));
  if (!text.includes("@") || text.length > longest) return text;
  for (let bare = undressed(text); bare !== text; bare = undressed(text)) text = bare;
  return text;
}

// The first that finds something takes it off, and all begin again: what is outermost goes first.
const steps: ((text: string) => string)[] = [
  // An address may begin with these, so only the pair is dressing.
  (text) => text.replace(/^(['`])(.*)\1[\s.,;:]*$/, "$2"),
  bracketed,
  (text) => text.replace(/^([^()]*@[^()]*)\([^()@]*\)?\s*$/, "$1"),
  (text) => text.replace(/^mailto:\s*([^?]*@[^?]*)(?:\?.*)?$/i, (_, address) => decoded(address)),
  (text) => text.replace(/^(?:smtp|e-?mail|to)\s*:/i, ""),
  (text) => text.replace(/^[\s,;:<([{"“”„«»‹›‘’‚]+/, ""),
  (text) => text.replace(/[\s.,;:!?>)\]}"“”„«»‹›‘’‚…。、，；]+$/, ""),
  (text) => (/^['`]/.test(text) ? text : text.replace(/['`]+$/, "")),
];

function undressed(text: string): string {
  for (const step of steps) {
    const bare = step(text);
    if (bare !== text) return bare;
  }
  return text;
}

/** `Name <a@b>`, and `a@b <a@b>`, as mail programs write somebody without a name. Two addresses are not one. */
function bracketed(text: string): string {
  const [, before = "", inside = "", after = ""] =
    /^([^<>]*)<+([^<>]*)(?:>([^<]*))?$/.exec(text) ?? [];
  if (!inside.includes("@") || after.includes("@")) return text;
  const isOne =
    !before.includes("@") || readEmail(before).toLowerCase() === readEmail(inside).toLowerCase();
  return isOne ? inside : text;
}

/** As links write it (RFC 6068). */
function decoded(address: string): string {
  try {
    return tidyLine(decodeURIComponent(address).normalize("NFKC"));
  } catch {
    return address;
  }
}
