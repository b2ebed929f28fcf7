import { createHash } from "node:crypto";
import type { Env } from "../../env.ts";
import { isSame } from "../../links.ts";
import { fetchKey, keptKey } from "./keys.ts";
import { readSignature, type Signed } from "./signature.ts";

/** The most that a signature's time may lie behind or before ours, milliseconds. */
const mostApart = 300_000;
/** A kept key that fails is asked for again after this long: it may have been replaced under its id. Milliseconds. */
const trustedFor = 3600_000;

/**
 * Whether the mail service has signed this body, within five minutes of `now`, epoch milliseconds. Refuses with `busy` while
 * its keys cannot be had, so that it comes again.
 */
export async function isGenuine(
  env: Env,
  headers: Headers,
  body: ArrayBuffer,
  now: number,
): Promise<boolean> {
  const signed = readSignature(headers);
  if (!signed || Math.abs(now - signed.created * 1000) > mostApart) return false;
  const digest = createHash("sha256").update(new Uint8Array(body)).digest("base64");
  if (!isSame(digest, signed.digest)) return false;
  const kept = await keptKey(env, signed.keyId);
  if (kept && (await isSignedWith(kept.key, signed))) return true;
  if (kept && now - kept.fetchedAt < trustedFor) return false;
  const fetched = await fetchKey(env, signed.keyId, now);
  return fetched !== null && isSignedWith(fetched, signed);
}

async function isSignedWith(spki: string, { text, signature }: Signed): Promise<boolean> {
  try {
    const bytes = Buffer.from(spki, "base64");
    const key = await crypto.subtle.importKey("spki", bytes, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, Buffer.from(text, "utf8"));
  } catch {
    return false;
  }
}
