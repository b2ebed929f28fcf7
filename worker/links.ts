import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link is for. A token of one purpose opens nothing of another. */
export type Purpose = "accept" | "reset" | "recovery" | "digest";

export interface LinkKey {
  id: string;
  secret: Uint8Array;
}

/** The token of a link: key id, subject, generation and their MAC. Made when needed, never stored. */
export function signLink(
  [key]: readonly [LinkKey, ...LinkKey[]],
  purpose: Purpose,
  id: string,
  generation: number,
): string {
  return sign(key, purpose, id, String(generation));
}

/** Whom a token speaks of, or null when it was not made here. Asks no database. */
export function readLink(
  keys: readonly LinkKey[],
  purpose: Purpose,
  token: string,
): { id: string; generation: number } | null {
  const [keyId, id, generation, , ...rest] = token.split(".");
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key || !id || !generation || rest.length > 0 || !/^[1-9]\d{0,8}$/.test(generation))
    return null;
  // The whole token is compared, so a MAC in another spelling of base64 is no second valid token.
  return isSame(token, sign(key, purpose, id, generation))
    ? { id, generation: Number(generation) }
    : null;
}

/** Reads `kid:base64` keys; leaves out what is malformed or shorter than 32 bytes. */
export function readLinkKeys(text: string): LinkKey[] {
  return text
    .split(/[\s,]+/)
    .map((entry) => /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry))
    .flatMap((match) =>
      match?.[1] && match[2]
        ? [{ id: match[1], secret: new Uint8Array(Buffer.from(match[2], "base64")) }]
        : [],
    )
    .filter((key) => key.secret.length >= 32);
}

/** A MAC over parts that cannot be shifted into one another: each carries its length. */
export function mac(key: LinkKey, ...parts: string[]): string {
  const hmac = createHmac("sha256", key.secret);
  for (const part of parts) {
    const bytes = Buffer.from(part, "utf8");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hmac.update(length).update(bytes);
  }
  return hmac.digest("base64url");
}

export function isSame(one: string, other: string): boolean {
  const a = Buffer.from(one, "utf8");
  const b = Buffer.from(other, "utf8");
  return a.length === b.length && timingSafeEqual(a, b);
}

function sign(key: LinkKey, purpose: Purpose, id: string, generation: string): string {
  return [key.id, id, generation, mac(key, `staffroom/v1/${purpose}`, id, generation)].join(".");
}
