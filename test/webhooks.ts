import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import type { Env } from "#worker/env";
import worker from "#worker/index";
import type { Deployment } from "./outbox.ts";
import { origin } from "./people.ts";

/** One event as MailChannels tells it. */
export interface Happened {
  event: string;
  recipients?: string[];
  request_id?: string;
  campaign_id?: string;
  status?: string;
  reason?: string;
  timestamp?: number;
  customer_handle?: string;
}

/** How a webhook is signed, where it is not as it should be. */
export interface Signing {
  /** Seconds from now. */
  apart?: number;
  keyId?: string;
  /** The body that was signed instead. */
  signed?: string;
  /** What is covered, beside what else is said. */
  covered?: string;
  /** In base64. */
  signature?: string;
}

export const customer = "oakfield-mail";

/** MailChannels as it signs what it tells, with keys of its own, which a deployment fetches from its stand-in. */
export class Teller {
  readonly env: Env;
  /** Of its own: a deployment keeps what it has fetched. */
  readonly keyId = `mckey-${crypto.randomUUID().slice(0, 8)}`;
  #keys = new Map<string, CryptoKeyPair>();

  constructor(readonly post: Deployment) {
    this.env = { ...post.env, MAILCHANNELS_CUSTOMER: customer };
  }

  /** A new key under this id, in place of any other. */
  async newKey(keyId: string): Promise<void> {
    const pair = (await crypto.subtle.generateKey("Ed25519", true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    this.#keys.set(keyId, pair);
    const spki = (await crypto.subtle.exportKey("spki", pair.publicKey)) as ArrayBuffer;
    await this.post.keep(keyId, Buffer.from(spki).toString("base64"));
  }

  /** Tells what happened; the answer's status. */
  async tell(happened: Happened[], signing: Signing = {}): Promise<number> {
    return (await this.send(await this.signed(happened, signing))).status;
  }

  /** The same request may be sent again. */
  async send(request: Request): Promise<Response> {
    const context = createExecutionContext();
    const answer = await worker.fetch(request.clone() as never, this.env, context);
    await waitOnExecutionContext(context);
    return answer;
  }

  async signed(happened: Happened[], signing: Signing = {}): Promise<Request> {
    const { keyId = this.keyId, apart = 0, covered = '("content-digest")' } = signing;
    const created = Math.floor(Date.now() / 1000) + apart;
    if (!this.#keys.has(keyId)) await this.newKey(keyId);
    const body = JSON.stringify(happened.map((one) => ({ ...usual, ...one })));
    const digest = await sha256(signing.signed ?? body);
    const parameters = `${covered};created=${created};alg="ed25519";keyid="${keyId}"`;
    const contentDigest = `sha-256=:${digest}:`;
    const text = `"content-digest": ${contentDigest}\n"@signature-params": ${parameters}`;
    const key = this.#keys.get(keyId)?.privateKey;
    if (!key) throw new Error("There is no such key.");
    const own = await crypto.subtle.sign("Ed25519", key, Buffer.from(text));
    const signature = signing.signature ?? Buffer.from(own).toString("base64");
    return new Request(`${origin}/webhooks/mailchannels`, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        "Content-Digest": contentDigest,
        "Signature-Input": `sig_${created}=${parameters}`,
        Signature: `sig_${created}=:${signature}:`,
      },
    });
  }
}

const usual = {
  email: "post@staffroom.test",
  customer_handle: customer,
  timestamp: 1_000,
  smtp_id: "<m1@mailchannels.example>",
};

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(text))).toString("base64");
}
