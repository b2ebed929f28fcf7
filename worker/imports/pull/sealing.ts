import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { LinkKey } from "../../links.ts";

/** What we show to the school's MIS. */
export interface Credentials {
  clientId: string;
  secret: string;
}

/** Locks them under a key of the deployment, for one school: AES-256-GCM, the key made of the links' first by HMAC. */
export function seal([key]: readonly [LinkKey, ...LinkKey[]], school: string, open: Credentials) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(key, school), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(open), "utf8"), cipher.final()]);
  const parts = [nonce, body, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [key.id, ...parts].join(".");
}

/** The same opened; null where the deployment no longer has the key, or they were another school's. */
export function unseal(
  keys: readonly LinkKey[],
  school: string,
  sealed: string,
): Credentials | null {
  const [id, ...parts] = sealed.split(".");
  const key = keys.find((candidate) => candidate.id === id);
  const [nonce, body, tag] = parts.map((part) => Buffer.from(part, "base64url"));
  if (!key || !nonce || !body || !tag) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(key, school), nonce);
    decipher.setAuthTag(tag);
    const text = Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    return JSON.parse(text) as Credentials;
  } catch {
    return null;
  }
}

function keyFor(key: LinkKey, school: string): Buffer {
  return createHmac("sha256", key.secret).update(`staffroom/v1/mis\0${school}`).digest();
}
