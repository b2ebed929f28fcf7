/** What one parameter of a statement takes, characters: D1 allows 2 MB, and some letters have three bytes. */
const mostCharacters = 600_000;
/** Rows that are written in one statement. */
const mostRows = 2_000;

/** Rows in portions that one parameter holds each. */
export function inPortions<T>(rows: readonly T[]): T[][] {
  const portions: T[][] = [];
  let size = 0;
  for (const row of rows) {
    const length = JSON.stringify(row).length;
    const last = portions.at(-1);
    if (last && size + length <= mostCharacters && last.length < mostRows) last.push(row);
    else {
      portions.push([row]);
      size = 0;
    }
    size += length;
  }
  return portions;
}
