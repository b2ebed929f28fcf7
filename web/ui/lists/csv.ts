import { byteOrderMark, csvLine } from "#domain/text/csv";
import type { Column } from "./column.ts";
import type { Listed } from "./list.ts";

/** These rows as a file that spreadsheets open: all that the columns say of them. */
export function csvOf<T extends Listed>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const said = columns.flatMap(({ csv }) => Object.entries(csv ?? {}));
  const lines = rows.map((row) => csvLine(said.map(([, value]) => value(row))));
  return byteOrderMark + csvLine(said.map(([heading]) => heading)) + lines.join("");
}

/** Gives somebody a file to keep. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
