import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { keptMonths } from "../events/pruning.ts";
import { root } from "./install.mjs";
import { version } from "./version.mjs";

const names = [
  "MAILCHANNELS_API_KEY",
  "MAILCHANNELS_BASE_URL",
  "MAILCHANNELS_CUSTOMER",
  "MAIL_FROM",
  "MAIL_REPLY_TO",
  "MAIL_DKIM_DOMAIN",
  "MAIL_DKIM_SELECTOR",
  "MAIL_DKIM_PRIVATE_KEY",
  "MAIL_PER_HOUR",
  "ORIGIN",
  "LINK_SECRET",
  "REGISTRATION",
  "INVITE_HOURS",
] as const;

/** What the Worker is given on this machine. */
export type Vars = Partial<Record<(typeof names)[number] | "MAILBOX" | "VERSION", string>>;

/** The folder that holds the database, the rooms and the key for links. */
export function stateFolder(): string {
  return resolve(root, process.env.STATE_DIR || ".wrangler/state");
}

/** How many months of activity are kept on this machine, or wherever `--remote` leads. */
export function keptMonthsHere(): number {
  const months = Number(process.env.KEEP_MONTHS || written().KEEP_MONTHS || keptMonths);
  if (!Number.isInteger(months) || months < 1)
    throw new Error("KEEP_MONTHS is a whole number of months, at least 1.");
  return months;
}

/** The settings of the environment, else of `.dev.vars`, else those that suit one's own machine. */
export function localVars(port: number, stateDir: string): Vars & { ORIGIN: string } {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error("PORT is a number up to 65535.");
  const inFile = written();
  const given = Object.fromEntries(
    names.map((name) => [name, process.env[name] || inFile[name]]).filter(([, value]) => value),
  ) as Vars;
  if (given.INVITE_HOURS !== undefined && !(Number(given.INVITE_HOURS) > 0)) {
    throw new Error("INVITE_HOURS is a number of hours above 0, such as 24.");
  }
  return {
    ...given,
    ORIGIN: given.ORIGIN ?? `http://localhost:${port}`,
    LINK_SECRET: given.LINK_SECRET ?? keptSecret(stateDir),
    REGISTRATION: given.REGISTRATION ?? "open",
    MAILBOX: "dev",
    VERSION: version,
  };
}

/** What of the settings is about mail, as the environment or `.dev.vars` has it. */
export function mailVars(): Vars {
  const inFile = written();
  return Object.fromEntries(names.map((name) => [name, process.env[name] || inFile[name]])) as Vars;
}

function written(): Record<string, string | undefined> {
  const file = join(root, ".dev.vars");
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
}

/** Whether only this machine can reach that address. */
export function isLoopback(origin: string): boolean {
  return (
    URL.canParse(origin) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname)
  );
}

/** A key of this state folder's own, made at its first start. */
function keptSecret(stateDir: string): string {
  const file = join(stateDir, "link-secret");
  if (!existsSync(file)) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(file, `k1:${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
