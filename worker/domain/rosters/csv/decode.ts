import type { Oddities } from "../oddities.ts";
import { refuse } from "../refused.ts";
import type { Source } from "../source.ts";

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

// Browsers and Workers have it; the domain's own library does not name it.
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder;

/**
 * A table's text in portions, whatever it was written in: UTF-8, UTF-16 with or without its mark, and Windows-1252, which is told
 * by its first accent. Refuses what is no text.
 */
export function* textOf(source: Source, oddities: Oddities): Generator<string> {
  let decoder: Decoder | null = null;
  let isFirst = true;
  for (const bytes of source.chunks()) {
    if (bytes.length === 0) continue;
    if (isFirst) decoder = announced(source.name, bytes);
    if (decoder === null && !isPlain(bytes)) decoder = decoderOf(source.name, bytes, oddities);
    const text = decoder ? decoder.decode(bytes, { stream: true }) : ascii.decode(bytes);
    yield isFirst ? text.replace(/^\ufeff/, "") : text;
    isFirst = false;
  }
  yield decoder?.decode() ?? "";
}

function isPlain(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false;
  return true;
}

const ascii = new TextDecoder("utf-8");

/** What the beginning says of itself: a mark, or every other byte empty. */
function announced(file: string, bytes: Uint8Array): Decoder | null {
  const [one, two] = bytes;
  const even = emptyBytes(bytes, 0);
  const odd = emptyBytes(bytes, 1);
  if ((one === 0xff && two === 0xfe) || (odd > 0.3 && even < 0.05)) return wide("utf-16le");
  if ((one === 0xfe && two === 0xff) || (even > 0.3 && odd < 0.05)) return wide("utf-16be");
  if (even > 0 || odd > 0 || (one === 0x25 && two === 0x50))
    refuse("unreadable", file, "This is no table in text. Export it as CSV (UTF-8).");
  return null;
}

function wide(label: string): Decoder {
  return new TextDecoder(label);
}

/** How many of every other byte are empty, of 1. */
function emptyBytes(bytes: Uint8Array, from: 0 | 1): number {
  const beginning = bytes.subarray(0, 1000);
  const empty = beginning.filter((byte, i) => byte === 0 && i % 2 === from);
  return (empty.length * 2) / Math.max(1, beginning.length);
}

/** The bytes are the first that are not plain ASCII. */
function decoderOf(file: string, bytes: Uint8Array, oddities: Oddities): Decoder {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return new TextDecoder("utf-8");
  } catch {
    const text = "This file is not UTF-8; it was read as Windows-1252. Look at the accents.";
    oddities.add("encoding", { file, line: null }, text);
    return new TextDecoder("windows-1252");
  }
}
