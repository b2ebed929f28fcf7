import { inMegabytes, limits } from "../limits.ts";
import type { Oddities } from "../oddities.ts";
import { refuse } from "../refused.ts";
import type { Source } from "../source.ts";
import { directoryOf, type Entry } from "./directory.ts";
import { unpacked } from "./unpack.ts";

/** Does it begin like a zip? An empty one has nothing but its end. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The tables of a zip. Files belong at its root; those in a folder are read, too. Refuses spreadsheets, paths that lead out,
 * and two files of one name.
 */
export function openZip(bytes: Uint8Array, zip: string, oddities: Oddities): Source[] {
  const all = directoryOf(bytes, zip);
  for (const { path } of all) if (isTrick(path)) tricked(zip, path);
  const entries = all.filter(({ path }) => !isFurniture(path));
  if (entries.some(({ path }) => path === "[Content_Types].xml" || path === "mimetype"))
    refuse("unreadable", zip, "This is a spreadsheet. Save it as CSV (UTF-8) and send that.");
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > limits.unpacked)
    refuse(
      "too_large",
      zip,
      `Unpacked, this zip has ${inMegabytes(size)}; ${inMegabytes(limits.unpacked)} is the most.`,
    );
  const tables = entries.filter(({ path }) => /\.(?:csv|txt)$/i.test(path));
  if (tables.length === 0)
    refuse("unreadable", zip, "This zip holds no CSV files. A OneRoster export has users.csv.");
  return tables.map((entry) => sourceOf(entry, tables, zip, oddities));
}

function sourceOf(entry: Entry, all: readonly Entry[], zip: string, oddities: Oddities): Source {
  const name = baseOf(entry.path);
  const same = all.filter(({ path }) => baseOf(path).toLowerCase() === name.toLowerCase());
  if (same.length > 1)
    refuse("unreadable", zip, `This zip has ${name} twice. Keep the one that is meant.`);
  if (name !== entry.path)
    oddities.add("folder", { file: name, line: null }, `This file lies in a folder of the zip.`);
  return { name, chunks: () => unpacked({ ...entry, path: name }) };
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What computers add by themselves. */
function isFurniture(path: string): boolean {
  return path.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(path);
}

function isTrick(path: string): boolean {
  return /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:|\\|\0/i.test(path) || path.length > 255;
}

function tricked(zip: string, path: string): never {
  refuse("unreadable", zip, `“${path.slice(0, 60)}” points outside the zip. Zip the files again.`);
}
