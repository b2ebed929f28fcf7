import { type Found, joined, startsWith, viewOf } from "./bytes.ts";

/** Baseline, extended and progressive frames: what browsers draw. */
const frames = [0xc0, 0xc1, 0xc2];
const [huffman, scan, quantisation, restarts, end] = [0xc4, 0xda, 0xdb, 0xdd, 0xd9];
const needed = [...frames, huffman, scan, quantisation, restarts];
const [jfif, adobe, comment] = [0xe0, 0xee, 0xfe];

export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xd8, 0xff]);
}

/**
 * Walks a JPEG marker by marker (ITU-T T.81, annex B). Null for one that is cut short, damaged or of a kind that browsers do
 * not draw, or goes on after its end. What cameras and programs write beside the picture is left out, its place and names too.
 */
export function readJpeg(bytes: Uint8Array): Found | null {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let [size, hasScan, at]: [{ width: number; height: number } | null, boolean, number] = [
    null,
    false,
    2,
  ];
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Any number of these may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const next = at + 2 + view.getUint16(at + 2);
    if (next < at + 4 || next > bytes.length) return null;
    const segment = bytes.subarray(at, next);
    if (frames.includes(marker)) {
      if (size || segment.length < 11) return null;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (isKept(marker, segment)) parts.push(segment);
    else if (!isBeside(marker)) return null;
    at = next;
    if (marker !== scan) continue;
    if (!size) return null;
    hasScan = true;
    at = endOfScan(bytes, next);
    parts.push(bytes.subarray(next, at));
  }
  const isWhole = at + 2 === bytes.length && startsWith(bytes, [0xff, end], at);
  if (!isWhole || !hasScan || !size) return null;
  return { ...size, bytes: joined([...parts, bytes.subarray(at)]) };
}

/** A JFIF header without a thumbnail, and Adobe's, say how colours are meant. */
function isKept(marker: number, { length }: Uint8Array): boolean {
  if (marker === jfif) return length === 18;
  return marker === adobe ? length === 16 : needed.includes(marker);
}

function isBeside(marker: number): boolean {
  return (marker >= jfif && marker <= 0xef) || marker === comment;
}

/** Where pixels end: at the first marker that is neither a restart nor a byte of theirs. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const after = bytes[at + 1] ?? 0;
    const isPixels = after === 0 || (after >= 0xd0 && after <= 0xd7);
    if (bytes[at] === 0xff && !isPixels) return at;
  }
  return bytes.length;
}
