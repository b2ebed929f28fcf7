import { canonicalEmail, isEmail } from "../emails.ts";
import { latin } from "./latin.ts";

/**
 * What a search looks through: all that a row shows, as one text. Case, accents and apostrophes decide nothing; dashes and
 * brackets part words. The one folding of the search boxes and of `?q=` [U9].
 */
export function searchText(shown: readonly (string | null | undefined)[]): string {
  return shown
    .filter((text) => text != null)
    .flatMap((text) => (isForeignEmail(text) ? [text, canonicalEmail(text)] : [text]))
    .map(folded)
    .join("\n");
}

/** Whether a text made by `searchText` holds every word of `query`, in whatever order. An address is looked for as a mailbox. */
export function seeking(query: string): (text: string) => boolean {
  const words = folded(isEmail(query) ? canonicalEmail(query) : query)
    .split(" ")
    .filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

function folded(text: string): string {
  return latin(text).replace(/[\s\p{Pd}<>()[\]{},;:"“”«»]+/gu, " ");
}

/** An address whose domain has two spellings. */
function isForeignEmail(text: string): boolean {
  return text.includes("@") && /[^\0-\x7f]|@(?:.*\.)?xn--/i.test(text);
}
