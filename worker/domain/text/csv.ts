/** One line of comma-separated values (RFC 4180), harmless to spreadsheets. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** Tells spreadsheets that UTF-8 follows. */
export const byteOrderMark = "\uFEFF";

/**
 * A cell that no spreadsheet takes for a formula: what begins like one, also after spaces or in full-width letters, gets an apostrophe
 * in front (OWASP, CSV injection); and so does what has one there already, to be told apart. Line breaks, which could begin a row
 * of their own, become spaces.
 */
function harmless(cell: string): string {
  const line = cell.replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, " ");
  return isLikeFormula(line) ? `'${line}` : line;
}

/** The same cell as it was before it was made harmless. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && isLikeFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

function isLikeFormula(cell: string): boolean {
  return /^'*\s*[=+\-@|%]/.test(cell.normalize("NFKC"));
}
