/** Names in one cell, parted by semicolons. One that holds what parts them, or quotation marks, stands in quotation marks. */
export function namesToCell(names: readonly string[]): string {
  return names
    .map((name) => (/[",;]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
    .join("; ");
}

/** The names that a cell holds, parted by commas or semicolons. */
export function namesInCell(cell: string): string[] {
  const found = cell.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*(?=[,;]|$)|([^,;]+))/g);
  return [...found]
    .map(([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain.trim())
    .filter(Boolean);
}
