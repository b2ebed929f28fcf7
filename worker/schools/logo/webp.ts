import { type Found, joined, nameAt, startsWith, viewOf } from "./bytes.ts";

/** Before a file's first chunk, and before what a chunk holds, bytes. */
const [head, chunkHead] = [12, 8];
/** Of what a WebP says it has, the one thing beside the picture that is kept. */
const transparency = 0x10;

interface Size {
  width: number;
  height: number;
}

export function isWebp(bytes: Uint8Array): boolean {
  return nameAt(bytes, 0) === "RIFF" && nameAt(bytes, 8) === "WEBP";
}

/**
 * Walks a WebP chunk by chunk (RFC 9649). Null for one that is cut short or damaged, goes on after its end, or moves.
 */
export function readWebp(bytes: Uint8Array): Found | null {
  const view = viewOf(bytes);
  if (bytes.length < head || view.getUint32(4, true) + 8 !== bytes.length) return null;
  const parts: Uint8Array[] = [];
  let [canvas, size]: [Size | null, Size | null] = [null, null];
  for (let at = head; at < bytes.length; ) {
    if (at + chunkHead > bytes.length) return null;
    const length = view.getUint32(at + 4, true);
    const end = at + chunkHead + length + (length % 2);
    if (end > bytes.length) return null;
    const chunk = bytes.subarray(at, end);
    const name = nameAt(bytes, at);
    if (name === "VP8X") {
      if (at !== head || length !== 10) return null;
      canvas = canvasOf(chunk);
      parts.push(withoutRest(chunk));
    } else if (name === "VP8 " || name === "VP8L") {
      if (size) return null;
      size = name === "VP8 " ? lossy(chunk, length) : lossless(chunk, length);
      if (!size) return null;
      parts.push(chunk);
    } else if (name === "ALPH" && canvas && !size) parts.push(chunk);
    else if (name.startsWith("AN")) return null;
    at = end;
  }
  return size && isSame(canvas ?? size, size) ? { ...size, bytes: file(parts) } : null;
}

function canvasOf(chunk: Uint8Array): Size {
  const view = viewOf(chunk);
  // 24 bits each, less one.
  return {
    width: (view.getUint32(11, true) >>> 0x8) + 1,
    height: (view.getUint32(14, true) >>> 0x8) + 1,
  };
}

function withoutRest(chunk: Uint8Array): Uint8Array {
  const kept = chunk.slice();
  kept[chunkHead] = (kept[chunkHead] ?? 0) & transparency;
  return kept;
}

/** A key frame's size (RFC 6386, section 9.1). */
function lossy(chunk: Uint8Array, length: number): Size | null {
  const view = viewOf(chunk);
  if (length < 10 || !startsWith(chunk, [0x9d, 0x01, 0x2a], chunkHead + 3)) return null;
  const tag = view.getUint32(chunkHead, true) & 0xffffff;
  // Its first part lies within the chunk.
  if (tag % 2 !== 0 || tag >>> 5 > length - 10) return null;
  const [width, height] = [
    view.getUint16(chunkHead + 6, true),
    view.getUint16(chunkHead + 8, true),
  ];
  return { width: width & 0x3fff, height: height & 0x3fff };
}

/** RFC 9649, section 3.4: 14 bits each, less one. */
function lossless(chunk: Uint8Array, length: number): Size | null {
  if (length < 5 || chunk[chunkHead] !== 0x2f) return null;
  const bits = viewOf(chunk).getUint32(chunkHead + 1, true);
  if (bits >>> 29 !== 0) return null;
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function isSame(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

function file(parts: readonly Uint8Array[]) {
  const whole = joined([new TextEncoder().encode("RIFF____WEBP"), ...parts]);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
