import type { EnvVars } from "../env.ts";

/** Where the MailChannels Email API is, without a slash at the end. */
export function baseOf(env: EnvVars): string {
  return (env.MAILCHANNELS_BASE_URL || "https://api.mailchannels.net").replace(/\/+$/, "");
}
