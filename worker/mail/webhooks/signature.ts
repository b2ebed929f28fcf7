/** What a signed request says of its signature (RFC 9421). */
export interface Signed {
  /** Base64 of the body's SHA-256, which is what was signed. */
  digest: string;
  /** The very text that was signed. */
  text: string;
  signature: Uint8Array<ArrayBuffer>;
  keyId: string;
  /** Seconds since 1970. */
  created: number;
}

const base64 = "[A-Za-z0-9+/]+={0,2}";
const label = "[a-z*][a-z0-9_.*-]*";

/**
 * Reads the headers of a webhook: one Ed25519 signature over `content-digest` and its own parameters. Null for anything else,
 * such as a signature that does not cover the body.
 */
export function readSignature(headers: Headers): Signed | null {
  const contentDigest = headers.get("Content-Digest") ?? "";
  const digest = new RegExp(`(?:^|,)\\s*sha-256=:(${base64}):\\s*(?:,|$)`).exec(contentDigest)?.[1];
  const input = new RegExp(
    `^(${label})=(\\("content-digest"\\)((?:;[a-z]+=(?:\\d{1,15}|"[^"\\\\,]{1,200}"))+))$`,
  );
  const [, name, parameters, list = ""] = input.exec(headers.get("Signature-Input") ?? "") ?? [];
  const [, own, signature] =
    new RegExp(`^(${label})=:(${base64}):$`).exec(headers.get("Signature") ?? "") ?? [];
  if (!digest || !name || own !== name || !signature) return null;
  const { created, keyid, alg, ...others } = valuesOf(list);
  if (!created || !/^\d+$/.test(created) || !keyid || alg !== "ed25519") return null;
  if (Object.keys(others).length > 0) return null;
  return {
    digest,
    text: `"content-digest": ${contentDigest}\n"@signature-params": ${parameters}`,
    signature: new Uint8Array(Buffer.from(signature, "base64")),
    keyId: keyid,
    created: Number(created),
  };
}

function valuesOf(parameters: string): Record<string, string> {
  const found = parameters.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g);
  return Object.fromEntries([...found].map(([, name, text, number]) => [name, text ?? number]));
}
