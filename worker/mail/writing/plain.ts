import { tidyLine } from "#domain/text/hidden";
import { withoutLookalikes } from "#domain/text/lookalikes";

/** One line of text, without what is hidden, private, unassigned or half a character. */
export function oneLine(text: string): string {
  return tidyLine(text.replace(/[\p{Co}\p{Cn}\p{Cs}]/gu, ""));
}

declare const isSpoken: unique symbol;
/** A name as it may stand in a mail. Letters take no other, so none gets there but through `spoken`. */
export type Spoken = string & { readonly [isSpoken]: true };

/**
 * A name as it may stand in a mail: one line, and nothing that a mail program would turn into a link, such as a web or
 * e-mail address in whatever dots, an IP address or a telephone number. Anybody can register a school called after one.
 * `other` stands for a name of which nothing is left.
 */
export function spoken(name: string, other = ""): Spoken {
  const harmless = withoutLookalikes(oneLine(name))
    .replace(/\\+/g, " ")
    .replace(/:?\s*\/\/+/g, " ")
    .replace(/\s*@\s*/g, " at ")
    .replace(/:(?=\S)/g, ": ")
    .replace(/www\.+/gi, "www. ")
    .replace(/\p{Nd}+(?:\.+\p{Nd}+){2,}/gu, (number) => number.replace(/\.+/g, " "))
    .replace(/(?<=\S)\.+(?=(?:\p{L}\p{M}*){2})/gu, ". ")
    .replace(/\+?\(?\p{Nd}(?:[\s().\-‐-―/]*\p{Nd}){6,}/gu, "(number)")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return (harmless || other) as Spoken;
}

/** Endings that are nobody's surname. */
const webUsername =
  /\.(?:com|net|org|uk|io|co|info|biz|xyz|ru|cn|top|site|online|shop|app|dev|tk|click|zip)\b/;

/** A username is typed as it stands, so it stays as it is, unless mail programs would see a web address in it. */
export function spokenUsername(username: string): Spoken {
  return webUsername.test(username) ? spoken(username) : (username as Spoken);
}

/** The most characters of a subject. */
const longestSubject = 120;

/** A subject: the names in it are shortened until all of it fits, the longest first. */
export function subjectOf(words: TemplateStringsArray, ...names: Spoken[]): string {
  let room = longestSubject - words.join("").length;
  const fitting = new Map<number, string>();
  const byLength = names
    .map((name, i) => ({ name, i }))
    .sort((a, b) => a.name.length - b.name.length);
  for (const [place, { name, i }] of byLength.entries()) {
    const short = shortened(name, Math.floor(room / (names.length - place)));
    fitting.set(i, short);
    room -= short.length;
  }
  return words.reduce((text, word, i) => `${text}${fitting.get(i - 1) ?? ""}${word}`);
}

/** A subject with more said at its end, for which what stands before makes room. */
export function subjectWith(subject: string, addition: string): string {
  return `${shortened(subject, longestSubject - addition.length)}${addition}`;
}

/** At most `most` UTF-16 units, never half a character. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  for (const sign of text) {
    if (kept.length + sign.length >= most) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** What the provider gave as its reason, in 160 characters and without anything that might be a link or a token. */
export function quoted(reason: string): string {
  const safe = oneLine(reason)
    .replace(/\bhttps?:\S*/gi, "(link)")
    .replace(/[^\s@]{32,}/g, "(…)");
  return safe.length > 160 ? `${safe.slice(0, 159)}…` : safe;
}
