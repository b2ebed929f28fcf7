/** Larger than any list of 5,000 people; bytes. */
const largest = 5_000_000;

/** The text of a file that holds a list, or why there is none. */
export async function textOf(file: File): Promise<{ text: string } | { problem: string }> {
  if (file.size > largest)
    return { problem: "This file is too large for a list. Use one up to 5 MB." };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isSpreadsheet(bytes))
    return {
      problem:
        "Open this file in your spreadsheet, mark the rows and paste them here, or save it as CSV.",
    };
  const text = decoded(bytes);
  return text.trim() ? { text } : { problem: "There is nothing in this file." };
}

/** Excel's and LibreOffice's own files are zips; Excel's old ones begin otherwise. */
function isSpreadsheet([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
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
