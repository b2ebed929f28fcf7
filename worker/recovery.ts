import { and, desc, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { open } from "#db/client";
import { carriedOn, insertWhere, isPending, packed } from "#db/rows";
import { invites, mails, memberships, recoveries, schools, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import type { Kind } from "#domain/events";
import { expire, revoke, send } from "#domain/invites";
import {
  addressOf,
  ask,
  askLimit,
  cancel,
  confirm,
  grant,
  lapse,
  linkNumber,
  type PublicRecovery,
  publishedRecovery,
  type Recovery,
  RecoveryHolder,
} from "#domain/recoveries";
import { counting } from "#domain/recovery-addresses";
import type { Membership } from "#domain/users";
import { announce } from "./announce.ts";
import { brokenUnique, type Committed, commit, type Key, type Step, settle } from "./commit.ts";
import { type Env, settings } from "./env.ts";
import { person } from "./history.ts";
import { difference, letter } from "./invites.ts";
import { replace } from "./ledger.ts";
import { take } from "./limits.ts";
import type { AppContext } from "./middleware/app.ts";
import { slotOf } from "./school-details.ts";

const day = 24 * 3600_000;
const asker = alias(users, "asker");

/**
 * An Admin asks for a new Owner [A14]: every Owner and Admin is told by mail, and a link to confirm goes to the recovery
 * addresses. Gives its id. Refuses with `no_recovery_address`, `recovery_open` or `too_many_attempts`.
 */
export async function askRecovery(c: AppContext, key: Omit<Key, "subjectId"> | null): Promise<string> {
  const [db, now, { schoolId }] = [open(c.env.DB), c.get("now"), c.get("seat")];
  const [school] = await db.select().from(schools).where(eq(schools.id, schoolId));
  if (!school) throw new DomainError("not_found");
  if (await openRecovery(c.env, schoolId)) throw new DomainError("recovery_open");
  const asked = ask(
    { id: crypto.randomUUID(), schoolId, askedById: c.get("me").id },
    {
      headteacherEmail: counting(slotOf(school, "headteacherEmail"), now),
      deputyEmail: counting(slotOf(school, "deputyEmail"), now),
    },
    now,
  );
  await take(c.env, [{ name: `recovery:${schoolId}`, limit: askLimit }], day, now);
  const links = RecoveryHolder.options.flatMap((holder) => confirmationMail(asked, holder, now));
  // An Owner may change the addresses meanwhile; then the ones seen no longer hold.
  const isSame = sql`exists (select 1 from ${schools} where ${schools.id} = ${schoolId} and ${schools.version} = ${school.version})`;
  const step: Step = {
    change: [insertWhere(db, recoveries, asked, isSame), ...links.map((link) => insertWhere(db, mails, link, carriedOn))],
    fact: { kind: "recovery.asked", subjectId: asked.id },
  };
  const committed = await commit(c.env, {
    school: schoolId,
    actor: asked.askedById,
    now,
    steps: [step],
    key: key && { ...key, subjectId: asked.id },
    after: [tellEverybody(c.env, asked, now)],
  }).catch(refuseSecond);
  if (!committed) throw new DomainError("busy", { retryAfter: 1 });
  tell(c, { ...committed, mailDue: now });
  return asked.id;
}

/** The school's latest recovery, or null. */
export async function latestRecovery(env: Env, school: string): Promise<PublicRecovery | null> {
  const [row] = await newestRecovery(env, school);
  return row?.recovery ? publishedRecovery(row.recovery, person(row.asker)) : null;
}

/** The same as a query, for a batch. */
export function newestRecovery(env: Env, school: string) {
  return withAsker(env).where(eq(recoveries.schoolId, school)).orderBy(desc(recoveries.askedAt)).limit(1);
}

/** One recovery of the school as it is told, or null. */
export async function findRecovery(env: Env, school: string, id: string): Promise<PublicRecovery | null> {
  const [row] = await withAsker(env).where(and(eq(recoveries.id, id), eq(recoveries.schoolId, school)));
  return row?.recovery ? publishedRecovery(row.recovery, person(row.asker)) : null;
}

/** An Owner stops it. Refuses with `not_found` or `recovery_ended`. */
export async function cancelRecovery(c: AppContext, id: string): Promise<void> {
  const { schoolId } = c.get("seat");
  const committed = await move(c.env, schoolId, id, "recovery.cancelled", c.get("me").id, c.get("now"), (seen) =>
    cancel(seen, c.get("now")),
  );
  if (committed) tell(c, committed);
}

/** An Owner has signed in, so there is no need of another [A14]: cancels what is open at the schools they own. */
export async function cancelRecoveriesOf(c: AppContext, userId: string): Promise<void> {
  const now = c.get("now");
  const found = await open(c.env.DB)
    .select({ id: recoveries.id, school: recoveries.schoolId })
    .from(memberships)
    .innerJoin(recoveries, and(eq(recoveries.schoolId, memberships.schoolId), isNotNull(recoveries.dueAt)))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, "owner"), eq(memberships.status, "active")));
  for (const { id, school } of found) {
    const committed = await move(c.env, school, id, "recovery.cancelled", userId, now, (seen) =>
      // It may have ended this very moment.
      seen.dueAt === null ? null : cancel(seen, now),
    );
    if (committed) announce(c.env, c.executionCtx, committed);
  }
}

/** The holder of a recovery address has confirmed. Refuses with `link_dead`. */
export async function confirmRecovery(c: AppContext, { schoolId, id }: Recovery, by: RecoveryHolder): Promise<void> {
  const now = c.get("now");
  const committed = await move(c.env, schoolId, id, "recovery.confirmed", null, now, (seen) => confirm(seen, by, now));
  if (committed) announce(c.env, c.executionCtx, committed);
}

/** What the clock says of a school's open recovery: it lapses, or its new Owner is let in. The events of it. */
export async function recoverDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const due = await openRecovery(env, school, lte(recoveries.dueAt, now));
  if (!due) return [];
  const committed =
    due.status === "asked"
      ? await move(env, school, due.id, "recovery.lapsed", null, now, (seen) => lapse(seen, now))
      : await letIn(env, due.id, now);
  return committed ? [committed] : [];
}

/** One guarded act on a recovery, by somebody or by time. Null when `decide` finds nothing to do. Refuses with `not_found`. */
async function move(
  env: Env,
  school: string,
  id: string,
  kind: Kind,
  actor: string | null,
  now: number,
  decide: (seen: Recovery) => Recovery | null,
): Promise<Committed | null> {
  const done = await settle<{ committed: Committed | null }>(async () => {
    const [seen] = await open(env.DB)
      .select()
      .from(recoveries)
      .where(and(eq(recoveries.id, id), eq(recoveries.schoolId, school)));
    if (!seen) throw new DomainError("not_found");
    const next = decide(seen);
    if (!next) return { committed: null };
    const step: Step = { change: [write(env, seen, next)], fact: { kind, subjectId: id } };
    const committed = await commit(env, { school, actor, now, steps: [step] });
    return committed && { committed };
  }, 10);
  return done.committed;
}

/**
 * Nobody has stopped it: an ordinary Owner's invite goes to the address that confirmed. Where that address already has
 * a confirmed account at the school, no invite could be accepted, and that account becomes an Owner's instead.
 */
async function letIn(env: Env, id: string, now: number): Promise<Committed | null> {
  const life = settings(env)?.inviteLife;
  if (life === undefined) return null;
  const done = await settle<{ committed: Committed | null }>(async () => {
    const [seen] = await open(env.DB).select().from(recoveries).where(eq(recoveries.id, id));
    const email = seen?.confirmedBy ? addressOf(seen, seen.confirmedBy) : null;
    if (!seen || !email) return { committed: null };
    const member = await memberWith(env, seen.schoolId, email);
    const inviteId = member ? null : crypto.randomUUID();
    const next = grant(seen, inviteId, now);
    if (!next) return { committed: null };
    const steps = member ? raise(env, seen, next, member, email, now) : await inviteOwner(env, seen, next, email, now, life);
    const committed = await commit(env, { school: seen.schoolId, actor: null, now, steps }).catch(nullIfPending);
    return committed && { committed };
  }, 10);
  return done.committed;
}

/** The invite, and its mail, in place of whatever was pending for the address. */
async function inviteOwner(env: Env, seen: Recovery, next: Recovery, email: string, now: number, life: number): Promise<Step[]> {
  const db = open(env.DB);
  const details = { id: next.inviteId ?? "", schoolId: seen.schoolId, invitedById: null, email, role: "owner" as const };
  const made = send(details, now, life);
  const isFree = sql`${isSeen(seen)} and not ${isMember(seen.schoolId, made.canonicalEmail)}`;
  const [pending] = await db
    .select()
    .from(invites)
    .where(and(eq(invites.schoolId, seen.schoolId), eq(invites.canonicalEmail, made.canonicalEmail), isPending));
  const expired = pending && expire(pending, now);
  const ended = pending && (expired ?? revoke(pending, now));
  const making: Step = {
    change: [insertWhere(db, invites, made, isFree)],
    fact: { kind: "invite.sent", subjectId: made.id },
    mail: letter(made),
  };
  const isMade = sql`exists (select 1 from ${invites} where ${invites.id} = ${made.id})`;
  const granting: Step = { change: [write(env, seen, next, isMade)], fact: { kind: "recovery.granted", subjectId: seen.id } };
  if (!pending || !ended) return [making, granting];
  const ending: Step = {
    change: [replace(db, pending, ended, isFree)],
    fact: {
      kind: expired ? "invite.expired" : "invite.revoked",
      subjectId: pending.id,
      changes: difference(pending, ended),
    },
  };
  return [ending, making, granting];
}

/** Whoever has the address is an Owner from now on, and is told so there. */
function raise(env: Env, seen: Recovery, next: Recovery, member: Membership, email: string, now: number): Step[] {
  const { schoolId, userId, role, status, version } = member;
  const recipient = canonicalEmail(email);
  const isStillMember = isMember(schoolId, recipient, userId);
  const asSeen = and(eq(memberships.schoolId, schoolId), eq(memberships.userId, userId), eq(memberships.version, version));
  const raising: Step = {
    change: [
      open(env.DB)
        .update(memberships)
        .set({ role: "owner", status: "active", version: version + 1 })
        .where(and(asSeen, isSeen(seen), isStillMember)),
    ],
    fact: {
      kind: status === "active" ? "user.changed" : "user.reactivated",
      subjectId: userId,
      changes: { role: [role, "owner"], ...(status !== "active" && { status: [status, "active"] }) },
    },
  };
  const isOwner = sql`exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schoolId}
    and ${memberships.userId} = ${userId} and ${memberships.role} = 'owner' and ${memberships.status} = 'active')`;
  const granting: Step = {
    change: [write(env, seen, next, and(isOwner, isStillMember))],
    fact: { kind: "recovery.granted", subjectId: seen.id },
    mail: { kind: "recovery_granted", subjectId: seen.id, generation: 1, recipient, dueAt: now },
  };
  return role === "owner" && status === "active" ? [granting] : [raising, granting];
}

async function openRecovery(env: Env, school: string, condition?: SQL): Promise<Recovery | null> {
  const [found] = await open(env.DB)
    .select()
    .from(recoveries)
    .where(and(eq(recoveries.schoolId, school), isNotNull(recoveries.dueAt), condition));
  return found ?? null;
}

function withAsker(env: Env) {
  return open(env.DB)
    .select({ recovery: packed(recoveries), asker: packed(asker) })
    .from(recoveries)
    .leftJoin(asker, eq(asker.id, recoveries.askedById));
}

/** The membership of whoever has the address here and has proved it. */
async function memberWith(env: Env, school: string, email: string): Promise<Membership | null> {
  const [row] = await open(env.DB)
    .select({ membership: packed(memberships) })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)))
    .where(and(eq(users.canonicalEmail, canonicalEmail(email)), isNotNull(users.emailConfirmedAt)));
  return row?.membership ?? null;
}

function isMember(school: string, canonical: string, id?: string): SQL {
  const isThis = id === undefined ? sql`` : sql`and u.id = ${id}`;
  return sql`exists (select 1 from users u join memberships m on m.user_id = u.id where m.school_id = ${school}
    and u.canonical_email = ${canonical} and u.email_confirmed_at is not null ${isThis})`;
}

function isSeen({ id, version }: Recovery): SQL {
  return sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${id} and ${recoveries.version} = ${version})`;
}

/** The guarded write: the row the domain saw is the row written, or nothing is. */
function write(env: Env, seen: Recovery, next: Recovery, condition?: SQL) {
  return open(env.DB)
    .update(recoveries)
    .set(next)
    .where(
      and(eq(recoveries.schoolId, seen.schoolId), eq(recoveries.id, seen.id), eq(recoveries.version, seen.version), condition),
    );
}

function confirmationMail(asked: Recovery, holder: RecoveryHolder, now: number): (typeof mails.$inferSelect)[] {
  const address = addressOf(asked, holder);
  if (address === null) return [];
  const unsent = { attempts: 0, doubts: 0, sentAt: null, messageId: null };
  const link = {
    kind: "recovery" as const,
    subjectId: asked.id,
    generation: linkNumber(holder),
    recipient: canonicalEmail(address),
  };
  return [
    { id: crypto.randomUUID(), schoolId: asked.schoolId, ...link, createdAt: now, status: "queued", dueAt: now, ...unsent },
  ];
}

/** A mail for each Owner and Admin who has an address. They are written after the step: there may be none. */
function tellEverybody(env: Env, { id, schoolId }: Recovery, now: number) {
  return open(env.DB)
    .insert(mails)
    .select(
      sql`select ${id} || '.' || ${users.id}, ${schoolId}, 'recovery_asked', ${id}, row_number() over (order by ${users.id}),
        ${users.canonicalEmail}, ${now}, 'queued', 0, 0, ${now}, null, null
      from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
      where ${memberships.schoolId} = ${schoolId} and ${memberships.role} in ('owner', 'admin') and ${memberships.status} = 'active'
        and ${users.canonicalEmail} is not null and exists (select 1 from ${recoveries} where ${recoveries.id} = ${id})`,
    );
}

function tell(c: AppContext, committed: Committed): void {
  c.set("seq", committed.seq);
  announce(c.env, c.executionCtx, committed);
}

/** Somebody else has asked at the same moment. */
function refuseSecond(error: unknown): never {
  if (brokenUnique(error) === "recoveries.school_id") throw new DomainError("recovery_open");
  throw error;
}

/** Somebody has invited the address at this very moment: read again, decide again. */
function nullIfPending(error: unknown): null {
  if (brokenUnique(error) === "invites.school_id") return null;
  throw error;
}
