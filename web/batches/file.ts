import type { SheetText } from "./sheets.ts";

/** Larger than any list of 5,000 people; bytes. */
const largest = 5_000_000;

/** What was found in a file: the text of a list, sheets of which somebody has to choose one, or why there is nothing. */
export type Found = { text: string } | { sheets: SheetText[] } | { problem: string };

const nothing = { problem: "There is nothing in this file." };
const tooLarge = { problem: "This file is too large for a list. Use one up to 5 MB." };

/** Looks for a list in a file. */
export async function listIn(file: File): Promise<Found> {
  if (file.size > largest) return tooLarge;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return {
      problem:
        "This is an old Excel file, or has a password. Save it as .xlsx without one, or mark the rows and paste them here.",
    };
  // Excel's own files are zips.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return inWorkbook(bytes);
  const text = decoded(bytes);
  return text.trim() ? { text } : nothing;
}

async function inWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Found> {
  const reader = await import("./sheets.ts").catch(() => null);
  if (!reader)
    return { problem: "What reads Excel files could not be loaded. Try again in a moment." };
  try {
    const sheets = await reader.sheetsOf(bytes);
    const addressed = sheets.filter(({ addresses }) => addresses > 0);
    if (addressed.length > 1) return { sheets: addressed };
    return addressed[0] ?? sheets[0] ?? nothing;
  } catch (error) {
    if (error instanceof RangeError) return tooLarge;
    return {
      problem:
        "This file cannot be read as an Excel workbook. Open it in your spreadsheet and save it as .xlsx or CSV, or paste its rows here.",
    };
  }
}

/** As UTF-16 where it says so, as UTF-8 where it is that, else as Windows writes it. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
