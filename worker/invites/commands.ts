import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { inviter } from "#db/aliases";
import { open } from "#db/client";
import { insertWhere, packed, packedOrNull } from "#db/rows";
import { invites, mails } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import {
  expire,
  type Invite,
  type InviteStatus,
  type NewInvite,
  type PublicInvite,
  published,
  revoke,
  send,
} from "#domain/invites";
import type { Kind } from "#domain/nouns";
import type { Env } from "../env.ts";
import { announce } from "../events/announce.ts";
import {
  brokenUnique,
  commit,
  type Key,
  type Letter,
  type Step,
  settle,
} from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { person } from "../events/history.ts";
import { expireDue, replace } from "../events/ledger.ts";
import type { AppContext } from "../http/app.ts";
import { type Cursor, page } from "../http/paging.ts";
import { stillHolds } from "../users/still-authorised.ts";
import { addressFacts, mayMail, stillMailable } from "./addresses.ts";

/** Whose act it is, where, and under which Idempotency-Key. */
export interface Occasion {
  school: string;
  actor: string | null;
  key?: Omit<Key, "subjectId"> | null;
  /** How long its mail waits for somebody to think better of it, milliseconds. */
  hold?: number;
}

/** What the domain decided: the row as it shall be, and what that is called. */
export interface Decision {
  next: Invite;
  kind: Kind;
  /** What else must hold in the database as it is written. */
  provided?: SQL;
}

/**
 * Invites an address: a row, its fact and its mail at once. Gives the invite's id.
 * Refuses with `account_exists`, `invite_pending`, `too_many_mails`, or `invalid` for an id that is in use.
 */
export async function invite(
  c: AppContext,
  { school, actor, key, hold }: Occasion,
  details: NewInvite,
): Promise<string> {
  const now = c.get("now");
  const canonical = canonicalEmail(details.email);
  return settle(async () => {
    const facts = await addressFacts(c.env, school, canonical, now);
    if (await expireOverdue(c, school, facts.pending)) return null;
    mayMail(facts);
    const made = send(
      { ...details, id: details.id ?? crypto.randomUUID(), schoolId: school, invitedById: actor },
      now,
      c.get("settings").inviteLife,
    );
    const step: Step = {
      change: [
        insertWhere(
          open(c.env.DB),
          invites,
          made,
          sql`${stillHolds(c)} and ${stillMailable(school, canonical, now)}`,
        ),
      ],
      fact: { kind: "invite.sent", subjectId: made.id },
      mail: letter(made, hold),
    };
    const committed = await commit(c.env, {
      school,
      actor,
      now,
      steps: [step],
      key: key && { ...key, subjectId: made.id },
    })
      .catch(refuseUsedId)
      .catch(nullIfPending);
    if (!committed) return null;
    tell(c, committed);
    return made.id;
  });
}

/**
 * One act on one invite: loads it, lets the domain decide, commits, announces; all again when somebody else
 * wrote in between. `decide` gives null when there is nothing to do. Refuses with `not_found`, with what `decide`
 * throws, and, where a new link would leave, as `invite` does.
 */
export async function act(
  c: AppContext,
  id: string,
  { school, actor, key, hold }: Occasion,
  decide: (seen: Invite, shown: PublicInvite) => Decision | null | Promise<Decision | null>,
): Promise<Invite> {
  const now = c.get("now");
  return settle(async () => {
    const row = await find(c.env, school, id);
    if (!row) throw new DomainError("not_found");
    const seen = row.invite;
    const decision = await decide(seen, published(seen, row.invitedBy));
    if (!decision) return seen;
    const { next, kind, provided } = decision;
    const isNewLink = next.generation > seen.generation;
    if (isNewLink) {
      const facts = await addressFacts(c.env, school, next.canonicalEmail, now);
      if (facts.pending?.id !== id && (await expireOverdue(c, school, facts.pending))) return null;
      mayMail(facts, id);
    }
    const guard = and(
      provided,
      actor ? stillHolds(c) : undefined,
      isNewLink ? stillMailable(school, next.canonicalEmail, now) : undefined,
    );
    const step: Step = {
      change: [replace(open(c.env.DB), seen, next, guard)],
      fact: { kind, subjectId: id, changes: difference(seen, next) },
      ...(isNewLink && { mail: letter(next, hold) }),
    };
    const committed = await commit(c.env, {
      school,
      actor,
      now,
      steps: [step],
      key: key && { ...key, subjectId: id },
    }).catch(isNewLink ? nullIfPending : tooLateIfPending);
    if (!committed) return null;
    tell(c, committed);
    return next;
  });
}

/** One invite of the school with who sent it, or null. */
export async function find(env: Env, school: string, id: string) {
  const [row] = await withInviter(env).where(and(eq(invites.schoolId, school), eq(invites.id, id)));
  return row ? { invite: row.invite, invitedBy: person(row.inviter) } : null;
}

/** The school's invites, newest first. */
export async function list(
  c: AppContext,
  status: InviteStatus | null,
  limit: number,
  after: Cursor | null,
) {
  const rows = await withInviter(c.env)
    .where(
      and(
        eq(invites.schoolId, c.get("seat").schoolId),
        status ? eq(invites.status, status) : undefined,
        after ? sql`(${invites.createdAt}, ${invites.id}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(limit + 1);
  const { items, next } = page(rows, limit, (row) => [row.invite.createdAt, row.invite.id]);
  return { items: items.map((row) => published(row.invite, person(row.inviter))), next };
}

export function withInviter(env: Env) {
  return open(env.DB)
    .select({ invite: packed(invites), inviter: packedOrNull(inviter) })
    .from(invites)
    .leftJoin(inviter, eq(inviter.id, invites.invitedById));
}

/** The mail that carries an invite's present link; it leaves after `hold` milliseconds. */
export function letter(
  { id, generation, canonicalEmail: recipient, sentAt }: Invite,
  hold = 0,
): Letter {
  return { kind: "invite", subjectId: id, generation, recipient, dueAt: sentAt + hold };
}

/** Withdraws an invite whose mail is still held, so that it never leaves. Refuses with `too_late`. */
export async function cancel(
  c: AppContext,
  id: string,
  occasion: Occasion,
  check: (seen: Invite) => void,
): Promise<void> {
  const now = c.get("now");
  const held = (seen: Invite) =>
    sql`exists (select 1 from ${mails} where ${mails.kind} = 'invite' and ${mails.subjectId} = ${id}
      and ${mails.generation} = ${seen.generation} and ${mails.status} = 'queued' and ${mails.attempts} = 0
      and ${mails.createdAt} < ${mails.dueAt} and ${mails.dueAt} > ${now})`;
  const waiting = open(c.env.DB)
    .select({ id: mails.id })
    .from(mails)
    .innerJoin(
      invites,
      and(eq(invites.id, mails.subjectId), eq(invites.generation, mails.generation)),
    );
  await act(c, id, occasion, async (seen) => {
    check(seen);
    const [mail] = await waiting.where(and(eq(mails.schoolId, occasion.school), held(seen)));
    if (!mail || seen.status !== "pending") throw new DomainError("too_late");
    return { next: revoke(seen, now), kind: "invite.revoked", provided: held(seen) };
  });
}

/** What an act changed, for the audit log: old and new; of the address only that it changed, so that it lives in one place. */
export function difference(seen: Invite, next: Invite): Changes {
  const told = ["role", "staffType", "status", "resends", "expiresAt", "delivery"] as const;
  const changes = told
    .filter((field) => seen[field] !== next[field])
    .map((field) => [field, [seen[field], next[field]]]);
  return {
    ...Object.fromEntries(changes),
    ...(seen.email !== next.email && { email: [null, null] }),
  };
}

/** An address is free from the second its invite expires on, though the alarm is only about to ring. */
async function expireOverdue(
  c: AppContext,
  school: string,
  pending: Invite | null,
): Promise<boolean> {
  if (!pending || !expire(pending, c.get("now"))) return false;
  for (const expired of await expireDue(c.env, school, c.get("now")))
    announce(c.env, c.executionCtx, expired);
  return true;
}

function tell(c: AppContext, committed: Committed): void {
  c.set("seq", committed.seq);
  announce(c.env, c.executionCtx, committed);
}

/** Only a withdrawn invite comes back without a new link: meanwhile another to the address is pending. */
function tooLateIfPending(error: unknown): never {
  if (brokenUnique(error) === "invites.school_id") throw new DomainError("too_late");
  throw error;
}

/** An id of the client's own making. Whose invite has it already is nobody's business. */
function refuseUsedId(error: unknown): never {
  if (brokenUnique(error) === "invites.id")
    throw new DomainError("invalid", { fields: { id: "Use a new id." } });
  throw error;
}

/** Another invite to the same address came first: read again, decide again. */
function nullIfPending(error: unknown): null {
  if (brokenUnique(error) === "invites.school_id") return null;
  throw error;
}
