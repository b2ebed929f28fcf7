import { tidyLine } from "../text/hidden.ts";

/** How a list calls somebody; "" for what it does not say. */
export interface ListName {
  givenName: string;
  familyName: string;
}

/** Longer than this nobody's name is, in UTF-16 units. */
const longest = 160;

const title = "(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|reverend|fr|sir|dame|mme|mlle)";
const titleBefore = new RegExp(`^${title}(?:\\.\\s*|\\s+|$)`, "i");
const titleBehind = /[\s,]+(?:mr|mrs|ms|miss|mx|dr)\.?$/i;
const letters = /[\s,]+(?:Ph\.?D|MBE|OBE|CBE|BSc|BEd|MSc|MEd|PGCE|QTS|NPQH)\.?$/;

/** `Surname, First`, `First Surname` or `SURNAME First`, without titles, letters after the name, brackets and quotes. */
export function readName(text: string): ListName {
  const name = withoutTitles(bare(text));
  const comma = name.indexOf(",");
  if (comma >= 0)
    return {
      givenName: withoutTitles(name.slice(comma + 1)),
      familyName: withoutTitles(name.slice(0, comma)),
    };
  const words = name.split(" ").filter(Boolean);
  const shouted = words.findIndex((word) => !isShouted(word));
  if (shouted > 0)
    return {
      givenName: words.slice(shouted).join(" "),
      familyName: words.slice(0, shouted).join(" "),
    };
  if (words.length === 1 && titleBefore.test(bare(text)))
    return { givenName: "", familyName: name };
  const from = surnameFrom(words);
  return { givenName: words.slice(0, from).join(" "), familyName: words.slice(from).join(" ") };
}

/** Could this be what somebody is called? Not an address, a number, a department, a word of a mail's head. */
export function isName(text: string): boolean {
  if (text.length > longest || /[@\d]|\p{L}{2}[._]\p{L}/u.test(text)) return false;
  const { givenName, familyName } = readName(text);
  const words = `${givenName} ${familyName}`
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean);
  if (words.length === 0 || words.length > 7 || words.some((word) => places.has(word)))
    return false;
  return !labels.has(words.join(""));
}

/** With one of these, it is a department's or a school's. */
const places = new Set(
  "department dept office team staff school academy college governors reception support enquiries group faculty all members and the of".split(
    " ",
  ),
);

/** What stands before an address in a mail's head or a signature. */
const labels = new Set(
  "to cc bcc c from email mail mailto smtp tel phone mobile work home".split(" "),
);

/** Without titles and letters around it. */
export function withoutTitles(text: string): string {
  let name = tidyLine(text.slice(0, longest)).replace(/^[\s,]+|[\s,]+$/g, "");
  for (let next = trimmed(name); next !== name; next = trimmed(name)) name = next;
  return name;
}

/** The same for one name of somebody, who may be called Miss and nothing else. */
export function untitled(name: string): string {
  return withoutTitles(name) || name;
}

function trimmed(name: string): string {
  const less = name.replace(titleBefore, "").replace(titleBehind, "");
  return less.includes(" ") ? less.replace(letters, "") : less;
}

/** Folded, without what is in brackets, a nickname, or quotes around it. */
function bare(text: string): string {
  const plain = text.slice(0, longest).replace(/[([{][^()[\]{}]*[)\]}]/g, " ");
  return tidyLine(plain.replace(/(\S\s+)["“][^"“”]*["”]/g, "$1")).replace(
    /^[\s"'“”‘’«».;:*_]+|[\s"'“”‘’«»;:*_]+$/g,
    "",
  );
}

/** In capitals, as some write surnames. */
function isShouted(word: string): boolean {
  return word === word.toUpperCase() && word.replace(/\P{Lu}/gu, "").length > 2;
}

/** Where a surname begins: its last word, and the small words before that belong to it; never the first of several. */
function surnameFrom(words: readonly string[]): number {
  let from = Math.max(1, words.length - 1);
  while (from > 1 && isParticle(words[from - 1] ?? "")) from -= 1;
  return from;
}

/** Some of these are given names, too, when they begin with a capital. */
function isParticle(word: string): boolean {
  return (
    /^(?:van|von|der|den|de|del|della|st\.?|n[íi]|nic|ó|u[íi])$/i.test(word) ||
    /^(?:di|da|dos|das|du|la|le|el|al|bin|ibn|ben|ter|ten|y|mac|mc)$/.test(word)
  );
}
