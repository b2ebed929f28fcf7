import { limits } from "../limits.ts";
import { refuse } from "../refused.ts";

/** A file of a zip as its directory has it (APPNOTE.TXT 4.3.12). */
export interface Entry {
  path: string;
  isPacked: boolean;
  crc: number;
  size: number;
  /** Its bytes as they lie in the zip. */
  data: Uint8Array;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;

/**
 * What a zip holds, by the directory at its end, so that one that was cut off is never read as a smaller one.
 * Refuses what is damaged, locked or made to burst.
 */
export function directoryOf(bytes: Uint8Array, zip: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) damaged(zip);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries)
    refuse("too_large", zip, `This zip holds ${count} files. A OneRoster export has up to 25.`);
  const start = end - view.getUint32(end + 12, true);
  // What stands before a zip in its own file moves all of it.
  const moved = start - view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  let packed = 0;
  for (let at = start, i = 0; i < count; i++) {
    if (at < 0 || at + 46 > end || view.getUint32(at, true) !== entryMark) damaged(zip);
    const entry = entryAt(bytes, view, at, { start, moved }, zip);
    packed += entry.data.length;
    entries.push(entry);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  // Files that share bytes are a bomb's.
  if (packed > bytes.length) damaged(zip);
  return entries;
}

/** Where the directory's end is written: in the last bytes, before a comment of at most 65,535. */
function endOf(view: DataView): number | null {
  const earliest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= earliest; at--)
    if (view.getUint32(at, true) === endMark) return at;
  return null;
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  directory: { start: number; moved: number },
  zip: string,
): Entry {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const path = String.fromCharCode(...bytes.subarray(at + 46, Math.min(nameEnd, at + 46 + 500)));
  if (flags & 1)
    refuse("unreadable", zip, `“${path}” is locked with a password. Export it without one.`);
  if (method !== 0 && method !== 8)
    refuse("unreadable", zip, `“${path}” is packed in an unusual way. Zip the files again.`);
  const file = view.getUint32(at + 42, true) + directory.moved;
  if (file < 0 || file + 30 > directory.start || view.getUint32(file, true) !== fileMark)
    damaged(zip);
  const from = file + 30 + view.getUint16(file + 26, true) + view.getUint16(file + 28, true);
  if (from + packed > directory.start) damaged(zip);
  const crc = view.getUint32(at + 16, true);
  return { path, isPacked: method === 8, crc, size, data: bytes.subarray(from, from + packed) };
}

function damaged(zip: string): never {
  refuse("damaged", zip, "This zip is damaged or was cut off. Export it again and send it anew.");
}
