import { and, eq, sql } from "drizzle-orm";
import { inject } from "vitest";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { invites, mails } from "#db/schema";
import { type Invite, type NewInvite, send } from "#domain/invites";
import type { Env } from "#worker/env";
import { commit } from "#worker/events/commit";
import { letter } from "#worker/invites/writes";
import type { Received, SentMail } from "./mailchannels.ts";
import type { Answer } from "./mailchannels-answers.ts";
import { bindings, type Somebody } from "./people.ts";

const day = 24 * 3600_000;

/** A deployment whose mail goes to the stand-in for MailChannels, into a box of its own. */
export class Deployment {
  readonly #box = `${inject("mailchannels")}/${crypto.randomUUID()}`;
  readonly env: Env = {
    ...bindings,
    MAILBOX: undefined,
    MAILCHANNELS_API_KEY: "key-of-the-tests",
    MAILCHANNELS_BASE_URL: this.#box,
    MAIL_FROM: "Staffroom <post@staffroom.test>",
  };

  /** How MailChannels answers from now on; the last word holds. */
  async script(...answers: Answer[]): Promise<void> {
    await steer(`${this.#box}/script`, { method: "PUT", body: JSON.stringify(answers) });
  }

  /** MailChannels publishes a key, SPKI in base64, under this id. */
  async keep(id: string, key: string): Promise<void> {
    const { known } = await this.keys();
    await this.setKeys({ known: { ...known, [id]: key } });
  }

  async setKeys(keys: { known?: Record<string, string>; isDown?: boolean }): Promise<void> {
    await fetch(`${this.#box}/keys`, { method: "PUT", body: JSON.stringify(keys) });
  }

  /** The keys that MailChannels publishes, and how often it was asked for one. */
  async keys(): Promise<{ known: Record<string, string>; asked: number }> {
    return (await fetch(`${this.#box}/keys`)).json();
  }

  /** Everything MailChannels was sent. */
  async received(): Promise<Received[]> {
    return (await steer(`${this.#box}/received`)).json();
  }
}

/** Where the stand-in has just broken off a connection, the next request may meet it: it is made once more. */
function steer(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => fetch(url, init));
}

/** An invite of `now` whose mail is due at `dueAt`, committed as the Worker does, with nobody told yet. */
export async function queue(
  by: Somebody,
  details: Partial<NewInvite>,
  dueAt: number,
  now = Date.now(),
): Promise<Invite> {
  const email = details.email ?? `${crypto.randomUUID().slice(0, 8)}@oakfield.example`;
  const made = send(
    {
      id: crypto.randomUUID(),
      schoolId: by.school,
      invitedById: by.id,
      role: "editor",
      ...details,
      email,
    },
    now,
    day,
  );
  const change = [insertWhere(open(bindings.DB), invites, made, sql`true`)];
  const fact = { kind: "invite.sent" as const, subjectId: made.id };
  const committed = await commit(
    { env: bindings, school: by.school, actor: { right: "proof", id: by.id }, now },
    { steps: [{ change, fact, mail: { ...letter(made), dueAt } }] },
  );
  if (!committed) throw new Error("Not queued.");
  return made;
}

/** The outbox's row for an invite's first link. */
export async function rowFor(invite: { id: string }) {
  const [row] = await open(bindings.DB)
    .select()
    .from(mails)
    .where(and(eq(mails.subjectId, invite.id), eq(mails.generation, 1)));
  if (!row) throw new Error("There is no such mail.");
  return row;
}

/** To whom these mails went. */
export function recipients(received: { mail: SentMail }[]): string[] {
  return received.map(({ mail }) => mail.personalizations[0]?.to[0]?.email ?? "").sort();
}

export function textOf(mail: SentMail): string {
  return mail.content.find((part) => part.type === "text/plain")?.value ?? "";
}

export function htmlOf(mail: SentMail): string {
  return mail.content.find((part) => part.type === "text/html")?.value ?? "";
}

/** The links that stand alone on a line of a text. */
export function linksIn(text: string): string[] {
  return text.split("\n").filter((line) => /^https?:\/\/\S+$/.test(line));
}
