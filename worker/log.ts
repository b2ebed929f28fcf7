/** One line of JSON. Callers pass route patterns and counts: never a URL, an address, a token or a password. */
export function log(
  what: string,
  details: Record<string, string | number | boolean | null | undefined> = {},
): void {
  console.log(JSON.stringify({ what, ...details }));
}
