import type { Doorbell } from "../party/doorbell.ts";
import { type LinkKey, readLinkKeys } from "./links.ts";

/** What the deployment gives the Worker. Everything that may be missing is optional. */
export interface Env {
  DB: D1Database;
  ROOM: DurableObjectNamespace<Doorbell>;
  ASSETS: Fetcher;
  /** Where people reach this deployment, such as `https://staffroom.example`. Links are built from it, never from Host. */
  ORIGIN?: string;
  /** One or more `kid:base64` keys of at least 32 bytes, separated by commas or spaces: the first signs, all verify. */
  LINK_SECRET?: string;
  /** `open` lets strangers register schools. */
  REGISTRATION?: string;
  /** How long a link works, in hours; 24 unless said. */
  INVITE_HOURS?: string;
  /** `Name <address>` or an address. */
  MAIL_FROM?: string;
  /** Whom answers go to, where nobody at the school has written; like `MAIL_FROM`. */
  MAIL_REPLY_TO?: string;
  /** What mail is signed with; the key as PEM or in base64. */
  MAIL_DKIM_DOMAIN?: string;
  MAIL_DKIM_SELECTOR?: string;
  MAIL_DKIM_PRIVATE_KEY?: string;
  /** Mails of one school that leave within an hour; 1,000 unless said. */
  MAIL_PER_HOUR?: string;
  MAILCHANNELS_API_KEY?: string;
  MAILCHANNELS_BASE_URL?: string;
  /** The account whose webhooks are believed. */
  MAILCHANNELS_CUSTOMER?: string;
  /** `dev` turns on the mailbox at /dev/mail. Set by `npm start` and `npm run dev`, nowhere else. */
  MAILBOX?: string;
  VERSION?: string;
}

/** The settings alone, without what the Worker is bound to. */
export type EnvVars = Omit<Env, "DB" | "ROOM" | "ASSETS">;

declare global {
  namespace Cloudflare {
    interface Env extends StaffroomEnv {}
  }
}
type StaffroomEnv = Env;

export interface Settings {
  origin: string;
  /** Browsers keep `__Host-` cookies only over https. */
  isSecure: boolean;
  linkKeys: [LinkKey, ...LinkKey[]];
  /** Milliseconds a link works. */
  inviteLife: number;
  isRegistrationOpen: boolean;
}

const day = 24 * 3600_000;

/** How many mails of one school leave within an hour. What is beyond it waits. */
export function mailPerHour(env: Env): number {
  const wanted = Math.floor(Number(env.MAIL_PER_HOUR));
  return wanted > 0 ? wanted : 1000;
}

/** They stay the same for an isolate's life, and every request wants them. */
let last: { of: string; settings: Settings | null } | null = null;

/** The deployment's settings, or null while it lacks what it cannot do without: `ORIGIN` and `LINK_SECRET`. */
export function settings(env: EnvVars): Settings | null {
  const of = JSON.stringify([env.ORIGIN, env.LINK_SECRET, env.INVITE_HOURS, env.REGISTRATION]);
  if (last?.of !== of) last = { of, settings: readSettings(env) };
  return last.settings;
}

function readSettings(env: EnvVars): Settings | null {
  const origin = env.ORIGIN && URL.canParse(env.ORIGIN) ? new URL(env.ORIGIN).origin : null;
  const [first, ...others] = readLinkKeys(env.LINK_SECRET ?? "");
  if (!origin || !first) return null;
  const hours = Number(env.INVITE_HOURS || 24);
  return {
    origin,
    isSecure: origin.startsWith("https:"),
    linkKeys: [first, ...others],
    inviteLife: hours > 0 ? Math.round(hours * 3600_000) : day,
    isRegistrationOpen: env.REGISTRATION === "open",
  };
}
