import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { type Places, prepared } from "#db/prepared";
import { carriedOn, packedOrNull } from "#db/rows";
import { invites, type MailKind, mails } from "#db/schema";
import type { Invite } from "#domain/invites";
import type { Env } from "../env.ts";
import { commit, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { settle } from "../events/settle.ts";
import { replacing } from "../invites/writes.ts";
import type { Claimed } from "./claims.ts";
import { misfortuneOf } from "./fates.ts";
import { heardBy } from "./heard.ts";
import { type Fate, fateOf, type Outcome } from "./outcome.ts";

/** Mails of whose way their invite tells. */
const ofInvites: readonly MailKind[] = ["invite", "reminder"];

/** A claimed mail of a school, and what its try came to. */
export interface Tried {
  mail: Claimed;
  outcome: Outcome;
  /** The invite that it carries, as it was when the mail was written; null where it was not. */
  invite: Invite | null;
}

interface Due extends Tried {
  fate: Fate;
}

/**
 * Writes down what became of claimed mails of a school, with the facts of those whose invites still care, in one batch. An
 * invite that has changed meanwhile is read and decided on again. Nothing is written of a mail that somebody else has
 * claimed. What becomes of other mail is no news.
 */
export async function record(env: Env, tried: readonly Tried[], now: number): Promise<Committed[]> {
  const [first] = tried;
  if (!first) return [];
  const db = open(env.DB);
  const clock = { env, school: first.mail.schoolId, actor: "clock" as const, now };
  const told: Committed[] = [];
  let left: Due[] = tried.map((one) => ({ ...one, fate: fateOf(one.mail, one.outcome, now) }));
  let isFirst = true;
  await settle(
    clock,
    async () => {
      const isKnown = isFirst && left.every(({ mail, invite }) => invite || !isInvites(mail));
      const seen = isKnown ? left : await seenNow(db, left);
      isFirst = false;
      const newsworthy = seen.flatMap((one) => stepOf(db, one, now) ?? []);
      const quiet = seen.filter((one) => !newsworthy.some(({ due }) => due === one));
      const writes = quiet.map(({ mail, fate }) =>
        db.update(mails).set(fate.row).where(isOurs(mail)),
      );
      if (newsworthy.length > 0) {
        const steps = newsworthy.map(({ step }) => step);
        const committed = await commit(clock, { steps, after: writes });
        if (committed) told.push({ ...committed, mailDue: soonest(newsworthy) });
        const ids = new Set((committed ? committed.events : []).map(subjectOf));
        left = newsworthy.flatMap(({ due, id }) => (id === null || ids.has(id) ? [] : [due]));
      } else {
        const [one, ...others] = writes;
        if (one) await db.batch([one, ...others]);
        left = [];
      }
      return left.length === 0 || null;
    },
    10,
  );
  return told;
}

/** The mails that are still ours, with their invites as they are by now. */
async function seenNow(db: Db, left: readonly Due[]): Promise<Due[]> {
  const ids = JSON.stringify(left.map(({ mail }) => mail.id));
  const rows = await db
    .select({
      id: mails.id,
      attempts: mails.attempts,
      dueAt: mails.dueAt,
      invite: packedOrNull(invites),
    })
    .from(mails)
    .leftJoin(invites, and(inArray(mails.kind, [...ofInvites]), eq(invites.id, mails.subjectId)))
    .where(
      and(sql`${mails.id} in (select value from json_each(${ids}))`, eq(mails.status, "sending")),
    );
  return left.flatMap((one) => {
    const { id, attempts, dueAt } = one.mail;
    const row = rows.find((row) => row.id === id);
    const isStillOurs = row && row.attempts === attempts && row.dueAt === dueAt;
    return isStillOurs ? [{ ...one, invite: row.invite }] : [];
  });
}

interface Newsworthy {
  due: Due;
  step: Step;
  /** The invite that it is told of; null for other mail. */
  id: string | null;
}

/** What an invite says of its mail's way, or of other mail, whom somebody waits for in vain; null where that is no news. */
function stepOf(db: Db, due: Due, now: number): Newsworthy | null {
  const { mail, invite: seen, fate } = due;
  const { row, delivery, reason: deliveryReason } = fate;
  if (!isInvites(mail)) {
    const fact = misfortuneOf(mail, delivery);
    const written = db.update(mails).set(row).where(isOurs(mail));
    return fact && { due, step: { change: [written], fact }, id: null };
  }
  const told = { delivery, deliveryReason, hardBounced: false };
  const heard = seen && heardBy(seen, mail, told, now);
  if (!seen || !heard) return null;
  const step: Step = {
    change: [
      heardOf(db, { ...heard.next, seenVersion: seen.version, ...oursOf(mail) }),
      db
        .update(mails)
        .set(row)
        .where(and(isOurs(mail), carriedOn)),
    ],
    fact: heard.fact,
  };
  return { due, step, id: seen.alias ?? seen.id };
}

function isInvites({ kind }: Claimed): boolean {
  return ofInvites.includes(kind);
}

function soonest(newsworthy: readonly { due: Due }[]): number | null {
  const times = newsworthy.flatMap(({ due }) => due.fate.row.dueAt ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}

function subjectOf(event: Committed["events"][number]): string | null {
  return "invite" in event && event.invite ? event.invite.id : null;
}

/** By what a claim is known. */
interface Ours {
  mailId: string;
  mailAttempts: number;
  mailDueAt: number;
}

function oursOf({ id, attempts, dueAt }: Claimed): Ours {
  return { mailId: id, mailAttempts: attempts, mailDueAt: dueAt };
}

function isOurs(mail: Claimed): SQL | undefined {
  return isClaimed(oursOf(mail));
}

function isClaimed({ mailId, mailAttempts, mailDueAt }: Ours | Places<Ours>): SQL | undefined {
  return and(
    eq(mails.id, mailId),
    eq(mails.status, "sending"),
    eq(mails.attempts, mailAttempts),
    eq(mails.dueAt, mailDueAt),
  );
}

/** An invite as it is next, where the mail it hears of is still ours. */
const heardOf = prepared(
  (
    db,
    { mailId, mailAttempts, mailDueAt, ...next }: Places<Invite & { seenVersion: number } & Ours>,
  ) => {
    const ours = isClaimed({ mailId, mailAttempts, mailDueAt });
    const isOurs = sql`exists ${db.select({ one: sql`1` }).from(mails).where(ours)}`;
    return replacing(db, next, isOurs);
  },
);
