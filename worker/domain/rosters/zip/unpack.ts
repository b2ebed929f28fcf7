import { Inflate } from "fflate";
import { inMegabytes, limits } from "../limits.ts";
import { refuse } from "../refused.ts";
import { crc32 } from "./crc.ts";
import type { Entry } from "./directory.ts";

/** So many packed bytes at once: at most 17 MB unpacked. */
const portion = 16_384;

/** A file's bytes in portions. Refuses one that is not what the directory says: it is damaged, or made to burst. */
export function* unpacked(entry: Entry): Generator<Uint8Array> {
  const { path, size, crc, data } = entry;
  if (size > limits.ratio * data.length + portion)
    refuse(
      "too_large",
      path,
      "This file would burst when unpacked. No export is packed like that.",
    );
  let [length, sum] = [0, 0];
  for (const bytes of entry.isPacked ? inflated(path, data) : stored(data)) {
    length += bytes.length;
    if (length > size || length > limits.unpacked) break;
    sum = crc32(bytes, sum);
    yield bytes;
  }
  if (length > limits.unpacked)
    refuse("too_large", path, `This file is larger than ${inMegabytes(limits.unpacked)}.`);
  if (length !== size || sum !== crc) damaged(path);
}

function* inflated(path: string, data: Uint8Array): Generator<Uint8Array> {
  let out: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => out.push(bytes));
  for (let at = 0; at < data.length || at === 0; at += portion) {
    try {
      inflate.push(data.subarray(at, at + portion), at + portion >= data.length);
    } catch {
      damaged(path);
    }
    yield* out;
    out = [];
  }
}

function* stored(data: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += 4 * portion) yield data.subarray(at, at + 4 * portion);
}

function damaged(path: string): never {
  refuse("damaged", path, "This file is damaged inside the zip. Export it again and send it anew.");
}
