import type { Env } from "../env.ts";
import { mailChannels } from "./mailchannels.ts";
import type { Transport } from "./outgoing.ts";
import { senderOf } from "./sender.ts";

/** How mail leaves: through MailChannels where there is a key, into the dev mailbox where `MAILBOX=dev` says so, else not at all. */
export function carrier(env: Env): "mailchannels" | "dev" | "not_configured" {
  if (env.MAILCHANNELS_API_KEY) return senderOf(env) ? "mailchannels" : "not_configured";
  return env.MAILBOX === "dev" ? "dev" : "not_configured";
}

export function transport(env: Env): Transport {
  const name = carrier(env);
  switch (name) {
    case "mailchannels":
      return mailChannels(env);
    case "dev":
      // The mailbox makes the mail anew from its row; nothing has to be kept here.
      return async () => ({ kind: "sent", messageId: null, requestId: null });
    case "not_configured":
      return async () => ({ kind: "refused", reason: notConfigured });
    default:
      return name satisfies never;
  }
}

/** Said where no mail can leave. */
export const notConfigured =
  "This Staffroom is not set up to send mail yet. Whoever runs it must add a MailChannels key and a sender's address.";
