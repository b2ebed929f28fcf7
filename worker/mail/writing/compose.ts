import { and, eq, inArray, sql } from "drizzle-orm";
import { open } from "#db/client";
import { mails } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { noticeWait } from "#domain/emails/mailboxes";
import type { Invite } from "#domain/invites";
import { type Env, settings } from "../../env.ts";
import { summedUp } from "../letters/summed-up.tsx";
import type { Outgoing } from "../outgoing.ts";
import { notices } from "../queue.ts";
import { type MailRow, rowsOf } from "../row.ts";
import { addressee, type Desk, fromSchool } from "./letter.ts";
import { letters } from "./letters.ts";

/** A mail as it leaves, and the invite that it is about, if it is about one. */
export interface Written {
  letter: Outgoing;
  invite: Invite | null;
}

/** Writes these mails out, by id. Empty while the deployment has no address or no keys to make links with. */
export async function write(env: Env, rows: readonly MailRow[]): Promise<Map<string, Written>> {
  const all = await written(env, rows);
  return new Map(all.map((one) => [one.letter.id, one]));
}

/** Mails that have left, newest first, made anew from their rows; at most 200. Only for the dev mailbox. */
export async function sent(env: Env, which: { id?: string; to?: string }): Promise<Outgoing[]> {
  const chosen = and(
    eq(mails.status, "sent"),
    which.id === undefined ? undefined : eq(mails.id, which.id),
    which.to === undefined ? undefined : eq(mails.recipient, canonicalEmail(which.to)),
  );
  return (await written(env, await rowsOf(open(env.DB), chosen))).map(({ letter }) => letter);
}

/** A mail that has yet to leave, and when it does; epoch milliseconds. */
export interface Waiting extends Outgoing {
  dueAt: number;
}

/** Mails that have yet to leave, the next first; at most 200. Only for the dev mailbox. */
export async function waiting(env: Env, { to }: { to?: string }): Promise<Waiting[]> {
  const desk = deskOf(env);
  if (!desk) return [];
  const rows = await rowsOf(
    open(env.DB),
    and(
      inArray(mails.status, ["queued", "sending"]),
      to === undefined ? undefined : eq(mails.recipient, canonicalEmail(to)),
    ),
  );
  const outgoing = await Promise.all(
    rows.map(async (row) => ({ ...(await compose(desk, row)), dueAt: row.mail.dueAt ?? 0 })),
  );
  return outgoing.sort((one, other) => one.dueAt - other.dueAt);
}

async function written(env: Env, rows: readonly MailRow[]): Promise<Written[]> {
  const desk = deskOf(env);
  if (!desk) return [];
  const others = await toldAlong(env, rows);
  return Promise.all(
    rows.map(async (row) => {
      const along = others.filter(({ mail }) => mail.toldIn === row.mail.id);
      const letter = await (along.length > 0 ? inOne(desk, row, along) : compose(desk, row));
      return { letter, invite: row.invite };
    }),
  );
}

/** What these mails tell besides, of notices that waited with them. Nobody asks where none has waited. */
async function toldAlong(env: Env, rows: readonly MailRow[]): Promise<MailRow[]> {
  const waited = rows.flatMap(({ mail: { id, kind, createdAt, countsAt } }) =>
    notices.includes(kind) && countsAt !== null && countsAt - createdAt >= noticeWait ? [id] : [],
  );
  if (waited.length === 0) return [];
  return rowsOf(
    open(env.DB),
    sql`${mails.toldIn} in (select value from json_each(${JSON.stringify(waited)}))`,
  );
}

/** One mail for a notice and those that waited with it. */
async function inOne(desk: Desk, row: MailRow, along: MailRow[]): Promise<Outgoing> {
  const { id, kind, sentAt, recipient: to } = row.mail;
  const told = [row, ...along]
    .sort((one, other) => one.mail.createdAt - other.mail.createdAt)
    .map((each) => letters[each.mail.kind].sentence?.(desk, each) ?? "");
  const link = `${desk.origin}/sign-in`;
  const words = await summedUp({ ...fromSchool(desk, row), told, link });
  return { id, kind, sentAt, to, replyTo: null, stop: null, ...words };
}

async function compose(desk: Desk, row: MailRow): Promise<Outgoing> {
  const { id, kind, sentAt, recipient } = row.mail;
  const { words, holder, replyTo, stop } = letters[kind];
  return {
    id,
    kind,
    sentAt,
    to: holder ? addressee(row, holder(row)) : recipient,
    replyTo: replyTo?.(row) ?? null,
    stop: stop?.(desk, row) ?? null,
    ...(await words(desk, row)),
  };
}

function deskOf(env: Env): Desk | null {
  const found = settings(env);
  return found && { ...found, env };
}
