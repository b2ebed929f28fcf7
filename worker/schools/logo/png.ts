import { crc32 } from "node:zlib";
import { type Found, joined, nameAt, startsWith, viewOf } from "./bytes.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What the picture is drawn from. Texts, times, places and further frames are left out. */
const kept = new Set(["IHDR", "PLTE", "tRNS", "sRGB", "gAMA", "IDAT", "IEND"]);

/** Length, name and checksum of a chunk, bytes. */
const around = 12;

export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, signature);
}

/**
 * Walks a PNG chunk by chunk (w3.org/TR/png-3, section 5). Null for one that is cut short or damaged, or goes on after its end.
 */
export function readPng(bytes: Uint8Array): Found | null {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, signature.length)];
  let hasPixels = false;
  for (let at = signature.length; at + around <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + around + length;
    if (end > bytes.length || !isIntact(bytes, at, end)) return null;
    const name = nameAt(bytes, at + 4);
    if ((name === "IHDR") !== (at === signature.length)) return null;
    if (name === "IHDR" && length !== 13) return null;
    if (kept.has(name)) parts.push(bytes.subarray(at, end));
    // Nobody who does not know a chunk with a capital can draw the picture.
    else if (/^[A-Z]/.test(name)) return null;
    hasPixels ||= name === "IDAT" && length > 0;
    if (name === "IEND") return end === bytes.length && hasPixels ? found(view, parts) : null;
    at = end;
  }
  return null;
}

function isIntact(bytes: Uint8Array, at: number, end: number): boolean {
  return crc32(bytes.subarray(at + 4, end - 4)) === viewOf(bytes).getUint32(end - 4);
}

function found(view: DataView, parts: Uint8Array[]): Found {
  return { width: view.getUint32(16), height: view.getUint32(20), bytes: joined(parts) };
}
