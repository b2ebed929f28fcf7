import { byteOrderMark, csvLine } from "#domain/text/csv";
import { log } from "../../log.ts";
import { type Cursor, readCursor } from "../paging.ts";

/** The most rows that are held at once while a file is written. */
export const rowsOfFile = 500;

/** What a file says of a row, by its headings. */
export type Cells<T> = Record<string, (row: T) => string>;

/**
 * A list as a file that spreadsheets open, written while it is read, page by page. What fails at once is an error in words,
 * not a file that breaks off.
 */
export async function csvFile<T>(
  cells: Cells<T>,
  read: (after: Cursor | null) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const values = Object.values(cells);
  const lineOf = (row: T) => csvLine(values.map((value) => value(row)));
  let head = byteOrderMark + csvLine(Object.keys(cells));
  let reading = Promise.resolve(await read(null));
  return new ReadableStream({
    async pull(controller) {
      try {
        const { items, next } = await reading;
        controller.enqueue(encoder.encode(head + items.map(lineOf).join("")));
        head = "";
        if (next === null) return controller.close();
        reading = read(readCursor(next));
        reading.catch(() => undefined);
      } catch (error) {
        // The file breaks off. A database error's message holds what people typed, so it goes nowhere.
        log("export failed", { error: error instanceof Error ? error.name : "unknown" });
        controller.error(new Error("The export failed."));
      }
    },
  });
}
