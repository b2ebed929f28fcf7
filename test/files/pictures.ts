import { crc32, deflateSync } from "node:zlib";

const mostPixels = 100_000;

// Small pictures of 8 by 6 pixels, made by Chromium but for the PNGs.

/** A PNG of one colour, of these pixels, with these chunks before its pixels. Of a large one the pixels are only begun. */
export function png(width = 8, height = 6, beside: Uint8Array[] = []): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // A byte of grey for each pixel.
  head[8] = 8;
  const all = height * (width + 1);
  const pixels = deflateSync(new Uint8Array(Math.min(all, mostPixels)));
  return bytesOf(
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", head),
    ...beside,
    pngChunk("IDAT", pixels),
    pngChunk("IEND", new Uint8Array()),
  );
}

export function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const jpegHead = Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAA=", "base64");
const jpegRest = Buffer.from(
  "/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAEQgABgAIAwEiAAIRAQMRAf/EABUAAQEAAAAAAAAAAAAAAAAAAAAE/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAEE/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AgAKJ/9k=",
  "base64",
);

/** A JPEG with these segments after its header. */
export function jpeg(beside: Uint8Array[] = []): Uint8Array<ArrayBuffer> {
  return bytesOf(jpegHead, ...beside, jpegRest);
}

export function jpegSegment(marker: number, data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

const lossy = Buffer.from("UAEAnQEqCAAGAAQAaCWgAAQzgAD+6zY//oV6y++jQAA=", "base64");
const lossless = Buffer.from("LwdAAQAH0LU+9Kn/gYjofwA=", "base64").subarray(0, 17);
const alpha = Buffer.from("AQdQwIgIAAThf9tERP9DAA==", "base64").subarray(0, 15);

/** WebPs of each kind: lossy, lossless, and with transparency; the last with these chunks at its end. */
export const webp = {
  lossy: () => riff(webpChunk("VP8 ", lossy)),
  lossless: () => riff(webpChunk("VP8L", lossless)),
  transparent: (...beside: Uint8Array[]) =>
    riff(webpHead(0x10), webpChunk("ALPH", alpha), webpChunk("VP8 ", lossy), ...beside),
  moving: () =>
    riff(webpHead(0x02), webpChunk("ANIM", new Uint8Array(6)), webpChunk("ANMF", lossy)),
};

export function webpChunk(name: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, new Uint8Array(data.length % 2)]);
}

function webpHead(flags: number): Uint8Array {
  return webpChunk("VP8X", Buffer.from([flags, 0, 0, 0, 7, 0, 0, 5, 0, 0]));
}

function riff(...chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = bytesOf(Buffer.from("RIFF____WEBP", "latin1"), ...chunks);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}

/** One after another. */
export function bytesOf(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
