/** One line of text: line ends, control and invisible characters of whatever kind become a space or nothing. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, "")
    .trim();
}

/**
 * A name as it may stand in a mail: one line, and nothing that a mail program would turn into a link.
 * Anybody can register a school called after a web address.
 */
export function spoken(name: string): string {
  return oneLine(name)
    .replace(/:\s*\/\//g, " ")
    .replace(/(?<=[\p{L}\p{N}])[.．。｡](?=\p{L}{2})/gu, ". ")
    .replace(/(?<=\S)@(?=\S)/g, " at ");
}

/** What the provider gave as its reason, in 160 characters and without anything that might be a link or a token. */
export function quoted(reason: string): string {
  const safe = oneLine(reason)
    .replace(/\bhttps?:\S*/gi, "(link)")
    .replace(/[^\s@]{32,}/g, "(…)");
  return safe.length > 160 ? `${safe.slice(0, 159)}…` : safe;
}
