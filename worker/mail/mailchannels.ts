import * as z from "zod/mini";
import type { Env } from "../env.ts";
import { baseOf } from "./base.ts";
import type { Outcome } from "./outcome.ts";
import type { Outgoing, Transport } from "./outgoing.ts";
import { dkimOf, replyToOf, senderOf } from "./sender.ts";
import { campaignOf } from "./webhooks/campaign.ts";
import { quoted } from "./writing/plain.ts";

/** Longer than this no answer is waited for, milliseconds. */
const patience = 10_000;

const Result = z.object({
  status: z.string(),
  message_id: z.nullish(z.string()),
  reason: z.nullish(z.string()),
});
const Accepted = z.object({ request_id: z.nullish(z.string()), results: z.array(Result) });
const Refused = z.object({ errors: z.array(z.string()) });

/** The MailChannels Email API, `POST /tx/v1/send`. */
export function mailChannels(env: Env): Transport {
  const url = `${baseOf(env)}/tx/v1/send`;
  const headers = {
    "Content-Type": "application/json",
    "X-Api-Key": env.MAILCHANNELS_API_KEY ?? "",
  };
  return async (letter) => {
    const body = JSON.stringify(request(env, letter));
    try {
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(url, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal,
      });
      return await understand(answer.status, await answer.text());
    } catch {
      // Timed out or cut off: it may have been taken, or not.
      return { kind: "unknown" };
    }
  };
}

function request(env: Env, { id, to, replyTo, stop, subject, text, html }: Outgoing) {
  const answersTo = replyTo ?? replyToOf(env);
  return {
    from: senderOf(env),
    ...(answersTo && { reply_to: answersTo }),
    ...(stop && { headers: stopHeaders(stop) }),
    subject,
    personalizations: [{ to: [{ email: to }], ...dkimOf(env) }],
    content: [
      { type: "text/plain", value: text },
      { type: "text/html", value: html },
    ],
    campaign_id: campaignOf(id),
    transactional: true,
    // Click tracking would rewrite the link, which works once.
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  };
}

/** What mail programs offer a way out by: RFC 2369, and in one click RFC 8058. */
export function stopHeaders(stop: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${stop}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** The provider's answer as an outcome. */
function understand(status: number, text: string): Outcome {
  if (status >= 200 && status < 300) return accepted(text);
  if (status === 429 || status >= 500) return { kind: "busy" };
  if (status === 413)
    return { kind: "failed", reason: "The mail service found the mail too large." };
  const why = errorsOf(text);
  // 401, 404 and redirects mean a wrong key or address of ours, as 403 does: another mail would fare no better.
  if (status === 401 || status === 403 || status === 404 || status < 400) {
    return {
      kind: "refused",
      reason: say(
        "The mail service refuses mail from this Staffroom. Whoever runs it must check its key and domain",
        why,
      ),
    };
  }
  return { kind: "failed", reason: say("The mail service would not take the mail", why) };
}

/** What a 202 says of our one recipient. Accepted without a word about them is accepted: sending again would double it. */
function accepted(text: string): Outcome {
  const parsed = Accepted.safeParse(read(text));
  const result = parsed.success ? parsed.data.results[0] : undefined;
  if (result?.status !== "failed")
    return {
      kind: "sent",
      messageId: result?.message_id ?? null,
      requestId: parsed.data?.request_id ?? null,
    };
  return {
    kind: "failed",
    reason: say("The mail service could not send the mail", result.reason ?? ""),
  };
}

function errorsOf(text: string): string {
  const parsed = Refused.safeParse(read(text));
  return parsed.success ? parsed.data.errors.join("; ") : "";
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function say(what: string, why: string): string {
  const reason = quoted(why).replace(/\.+$/, "");
  return reason ? `${what}: ${reason}.` : `${what}.`;
}
