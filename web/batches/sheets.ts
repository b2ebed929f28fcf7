import { unzipSync } from "fflate";
import readXlsx, { type CellValue } from "read-excel-file/universal";

/** A sheet of a workbook, as if it had been copied from the spreadsheet. */
export interface SheetText {
  name: string;
  /** A line for each row, from the sheet's first, with tabs between the cells. */
  text: string;
  /** How many cells have an address in them. */
  addresses: number;
}

/** More than any list of 5,000 people is when it is unpacked; bytes. A zip can hold a thousand times its size. */
const largestUnpacked = 100_000_000;

/** The sheets of an Excel workbook that hold anything. Throws where these bytes are none, or damaged. */
export async function sheetsOf(bytes: Uint8Array<ArrayBuffer>): Promise<SheetText[]> {
  let unpacked = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      unpacked += originalSize;
      return false;
    },
  });
  if (unpacked > largestUnpacked) throw new RangeError("The workbook is too large.");
  // Numbers stay as they stand there: many of them are none to reckon with.
  const sheets = await readXlsx(bytes.buffer, { parseNumber: (digits) => digits });
  return sheets
    .map(({ sheet, data }) => {
      const rows = data.map((row) => row.map(textOfCell));
      return {
        name: sheet,
        text: rows.map((row) => row.map(quoted).join("\t").trimEnd()).join("\n"),
        addresses: rows.flat().filter((cell) => cell.includes("@")).length,
      };
    })
    .filter(({ text }) => text.trim() !== "");
}

function textOfCell(value: CellValue<string> | null): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  // The library's types say the class where they mean a date.
  if ((value as unknown) instanceof Date) return dateOf(value as unknown as Date);
  const text = String(value);
  // A row is one line, so that lines are counted as the spreadsheet does.
  return text.replace(/\s*[\r\n]+\s*/g, text.includes("@") ? "; " : " ").replaceAll("\t", " ");
}

function dateOf(date: Date): string {
  const [day = "", time = ""] = date.toISOString().split("T");
  return time.startsWith("00:00:00") ? day : `${day} ${time.slice(0, 5)}`;
}

function quoted(cell: string): string {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}
