import { and, asc, eq, gt, ne, or, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere, isPending, packed, withoutId } from "#db/rows";
import { invites, memberships, sessions, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import type { Changes, Kind } from "#domain/events";
import { type PublicInvite, published } from "#domain/invites";
import { fullName } from "#domain/names";
import { can } from "#domain/roles";
import { permissionsOf } from "#domain/staff";
import type { Account, Halves, Known, Membership, NewUser, UserStatus } from "#domain/users";
import { announce } from "./announce.ts";
import { brokenUnique, type Command, commit, commitAll, type Key, type Letter, type Step, settle } from "./commit.ts";
import type { Env } from "./env.ts";
import { person } from "./history.ts";
import { withInviter } from "./invites.ts";
import { type Bucket, refuseIfFull, take } from "./limits.ts";
import type { AppContext } from "./middleware/app.ts";
import { page } from "./middleware/page.ts";
import { stillHolds } from "./standing.ts";

const hour = 3600_000;

/** What the domain decided on somebody, and what that is called. Null for nothing to do. */
export interface Verdict {
  next: Halves | null;
  kind: Kind;
}

/**
 * One act on one user: loads both halves, lets the domain decide, commits, announces; all again when somebody else
 * wrote in between. Refuses with `not_found`, with what `decide` throws, and with `email_taken` or `invite_pending`.
 */
export async function actOnUser(c: AppContext, id: string, decide: (known: Known) => Verdict): Promise<void> {
  const { schoolId: school } = c.get("seat");
  await settle(async () => {
    const known = await findUser(c.env, school, id);
    if (!known) throw new DomainError("not_found");
    const { next, kind } = decide(known);
    if (!next) return known;
    const moved = next.account.canonicalEmail !== known.account.canonicalEmail;
    if (moved && next.account.canonicalEmail) await refusePending(c, next.account.canonicalEmail);
    const step: Step = {
      change: guardedWrites(
        c.env,
        known,
        next,
        and(stillHolds(c), moved ? noPendingInvite(school, next.account.canonicalEmail, c.get("now")) : undefined),
      ),
      fact: { kind, subjectId: id, changes: differenceOf(known, next) },
      ...(moved && { mail: noticeOfMove(c, known.account, next.account) }),
    };
    const now = c.get("now");
    const command = { school, actor: c.get("me").id, now, steps: [step], after: endings(c.env, known, next) };
    const elsewhere = next.account === known.account ? [] : await otherSchools(c.env, known);
    const committed = await commitAll(c.env, [command, ...elsewhere.map((other) => echo(other, id, now))]).catch((error) =>
      refuseTaken(c, error, next.account.canonicalEmail),
    );
    const [here] = committed;
    if (!here) return null;
    c.set("seq", here.seq);
    for (const each of committed) announce(c.env, c.executionCtx, each);
    return known;
  });
}

/** Refuses with `username_taken`, `email_taken` or `invite_pending` before anybody waits for a hash. */
export async function mayAdd(c: AppContext, { username, email }: NewUser): Promise<void> {
  const address = email ? canonicalEmail(email) : null;
  if (address) await refusePending(c, address);
  const taken = await open(c.env.DB)
    .select({ username: users.username, address: users.canonicalEmail })
    .from(users)
    .where(or(eq(users.username, username), address ? eq(users.canonicalEmail, address) : undefined));
  if (taken.some((row) => row.username === username)) refuseUsername();
  if (address && taken.length > 0) await refuseAddress(c, address);
}

/**
 * Creates an account without asking its holder [A2]: the password is handed over and must be changed. Gives its id.
 * Refuses with `username_taken`, `email_taken` or `invite_pending`.
 */
export async function addUser(
  c: AppContext,
  details: NewUser,
  passwordHash: string,
  key: Omit<Key, "subjectId"> | null,
): Promise<string> {
  const now = c.get("now");
  const { schoolId: school } = c.get("seat");
  const account = newAccount(details, passwordHash, now);
  const db = open(c.env.DB);
  const step: Step = {
    change: [
      insertWhere(db, users, account, and(stillHolds(c), noPendingInvite(school, account.canonicalEmail, now)) ?? sql`true`),
      insertWhere(db, memberships, newMembership(details, school, account.id, now), carriedOn),
    ],
    fact: { kind: "user.added", subjectId: account.id },
  };
  const command = { school, actor: c.get("me").id, now, steps: [step], key: key && { ...key, subjectId: account.id } };
  const committed = await commit(c.env, command).catch((error) => refuseTaken(c, error, account.canonicalEmail));
  if (!committed) {
    if (account.canonicalEmail) await refusePending(c, account.canonicalEmail);
    throw new DomainError("forbidden");
  }
  c.set("seq", committed.seq);
  announce(c.env, c.executionCtx, committed);
  return account.id;
}

/** Somebody of the school with what the rules depend on, or null. */
export async function findUser(env: Env, school: string, id: string): Promise<Known | null> {
  const [row] = await open(env.DB)
    .select({
      account: packed(users),
      membership: packed(memberships),
      schools: sql<number>`(select count(*) from memberships m where m.user_id = ${users.id})`.as("schools"),
      hasOtherOwner: otherOwner(school, id).mapWith(Boolean).as("has_other_owner"),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.schoolId, school), eq(memberships.userId, id)));
  return row?.account && row.membership ? { ...row, account: row.account, membership: row.membership } : null;
}

/** The school's people by id, at most `limit` and one more; `q` is looked for in names, username and e-mail. */
export async function listUsers(
  c: AppContext,
  filters: { status: UserStatus | null; q: string | null },
  limit: number,
  after: string | null,
) {
  const rows = await open(c.env.DB)
    .select({ account: packed(users), membership: packed(memberships) })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.schoolId, c.get("seat").schoolId),
        filters.status ? eq(memberships.status, filters.status) : undefined,
        after ? gt(memberships.userId, after) : undefined,
        filters.q ? mentions(filters.q, can(c.get("seat").role, "seeWholeUsers")) : undefined,
      ),
    )
    .orderBy(asc(memberships.userId))
    .limit(limit + 1);
  const found = rows.flatMap((row) =>
    row.account && row.membership ? [{ account: row.account, membership: row.membership }] : [],
  );
  return page(found, limit, (row) => [0, row.account.id]);
}

/** The pending invites somebody sent, for whoever deactivates them [A7]. */
export async function pendingInvitesOf(env: Env, school: string, userId: string): Promise<PublicInvite[]> {
  const rows = await withInviter(env).where(and(eq(invites.schoolId, school), isPending, eq(invites.invitedById, userId)));
  return rows.flatMap((row) => (row.invite ? [published(row.invite, person(row.inviter))] : []));
}

/** Both halves are written, or neither: the rows the domain saw are the rows written, and the school keeps an Owner. */
export function guardedWrites(env: Env, seen: Known, next: Halves, condition?: SQL): Step["change"] {
  const db = open(env.DB);
  const { schoolId, userId, role, status } = seen.membership;
  const leavesOwners =
    role === "owner" && status === "active" && (next.membership.role !== "owner" || next.membership.status !== "active");
  // A reset link sent meanwhile changes no version, since it is no news, but must not be written over.
  const isSame = and(
    eq(users.id, userId),
    eq(users.version, seen.account.version),
    eq(users.resetGeneration, seen.account.resetGeneration),
    // Somebody who has just joined a second school is theirs alone to change.
    sql`(select count(*) from memberships m where m.user_id = ${userId}) = ${seen.schools}`,
  );
  const isAsSeen = sql`exists (select 1 from ${users} where ${isSame})`;
  return [
    db
      .update(memberships)
      .set(next.membership)
      .where(
        and(
          eq(memberships.schoolId, schoolId),
          eq(memberships.userId, userId),
          eq(memberships.version, seen.membership.version),
          isAsSeen,
          leavesOwners ? otherOwner(schoolId, userId) : undefined,
          condition,
        ),
      ),
    db.update(users).set(withoutId(next.account)).where(and(isSame, carriedOn)),
  ];
}

function otherOwner(school: string, id: string): SQL {
  return sql`exists (select 1 from memberships o where o.school_id = ${school} and o.role = 'owner' and o.status = 'active' and o.user_id <> ${id})`;
}

/** A new password ends every session; so does the end of the last active membership, even for one who is reactivated later [A7]. */
export function endings(env: Env, seen: Known, next: Halves) {
  const { id } = next.account;
  const isOut = sql`not exists (select 1 from ${memberships} where ${memberships.userId} = ${id} and ${memberships.status} = 'active')`;
  const isNew = sql`exists (select 1 from ${users} where ${users.id} = ${id} and ${users.version} = ${next.account.version})`;
  const isRepassworded = seen.account.passwordHash !== next.account.passwordHash;
  return [
    open(env.DB)
      .delete(sessions)
      .where(and(eq(sessions.userId, id), isRepassworded ? isNew : isOut)),
  ];
}

/** The account's other schools. */
async function otherSchools(env: Env, { account, membership, schools }: Known): Promise<string[]> {
  if (schools === 1) return [];
  const found = await open(env.DB)
    .select({ id: memberships.schoolId })
    .from(memberships)
    .where(and(eq(memberships.userId, account.id), ne(memberships.schoolId, membership.schoolId)));
  return found.map((row) => row.id);
}

/** The account has changed; another school hears that it did, not where or by whom. */
export function echo(school: string, subjectId: string, now: number): Command {
  return { school, actor: null, now, steps: [{ change: [], fact: { kind: "user.changed", subjectId } }] };
}

/** Somebody else has moved the account's address: the old one is told [A16]. */
export function noticeOfMove(c: AppContext, seen: Account, next: Account): Letter | undefined {
  if (!seen.canonicalEmail || c.get("me").id === seen.id) return undefined;
  return {
    kind: "address_changed",
    subjectId: seen.id,
    generation: next.version,
    recipient: seen.canonicalEmail,
    dueAt: c.get("now"),
  };
}

function noPendingInvite(school: string, address: string | null, now: number): SQL | undefined {
  if (!address) return undefined;
  return sql`not exists (select 1 from ${invites} where ${invites.schoolId} = ${school} and ${invites.canonicalEmail} = ${address}
    and ${isPending} and ${invites.expiresAt} > ${now})`;
}

async function refusePending(c: AppContext, address: string): Promise<void> {
  await refuseIfFull(c.env, elsewhere(c), hour, c.get("now"));
  const condition = noPendingInvite(c.get("seat").schoolId, address, c.get("now"));
  const free = await open(c.env.DB).get<{ free: number } | [number]>(sql`select ${condition} as free`);
  const isFree = Array.isArray(free) ? free[0] : free?.free;
  if (!isFree) throw new DomainError("invite_pending");
}

async function refuseTaken(c: AppContext, error: unknown, address: string | null): Promise<never> {
  const broken = brokenUnique(error);
  if (broken === "users.username") refuseUsername();
  if (broken === "users.canonical_email" && address) return refuseAddress(c, address);
  throw error;
}

/** How often an admin may be told that an address is in use somewhere. */
function elsewhere(c: AppContext): Bucket {
  return { name: `elsewhere:${c.get("me").id}`, limit: 20 };
}

function refuseUsername(): never {
  throw new DomainError("username_taken", { fields: { username: "Somebody already has this username." } });
}

/** Names who has the address inside the school; elsewhere it says only that it is in use, twenty times an hour [A6]. */
async function refuseAddress(c: AppContext, address: string): Promise<never> {
  const { schoolId } = c.get("seat");
  const [found] = await open(c.env.DB)
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, schoolId)))
    .where(eq(users.canonicalEmail, address));
  if (found) {
    const holder = { id: found.id, name: fullName(found) };
    throw new DomainError("email_taken", { fields: { email: `${holder.name} already has this address.` }, holder });
  }
  await take(c.env, [elsewhere(c)], hour, c.get("now"));
  throw new DomainError("email_taken", { fields: { email: "Already in use, invite it instead." } });
}

/** What an act changed, for the audit log: old and new; of a person's details only that they changed. */
export function differenceOf(seen: Halves, next: Halves): Changes {
  const changes: Changes = {};
  for (const field of ["role", "staffType", "editHistory", "seeWholeSchool", "setTargets", "status"] as const) {
    if (seen.membership[field] !== next.membership[field]) changes[field] = [seen.membership[field], next.membership[field]];
  }
  for (const field of ["title", "givenName", "middleName", "familyName", "email", "phone"] as const) {
    if (seen.account[field] !== next.account[field]) changes[field] = [null, null];
  }
  if (seen.account.passwordHash !== next.account.passwordHash) {
    changes.passwordState = [seen.account.passwordState, next.account.passwordState];
  }
  return changes;
}

/** `q` as it stands, wherever it stands; capitals do not matter. */
function mentions(q: string, isWhole: boolean): SQL {
  // SQLite lowers ASCII alone.
  const wanted = q.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  // Nobody learns by searching what they may not see.
  const username = isWhole ? sql`${users.username}` : sql`''`;
  const text = sql`lower(${users.givenName} || ' ' || ${users.familyName} || ' ' || ${username} || ' ' || coalesce(${users.canonicalEmail}, ''))`;
  return sql`instr(${text}, ${wanted}) > 0`;
}

function newAccount(details: NewUser, passwordHash: string, now: number): Account {
  const { username, title, givenName, middleName, familyName, email, phone } = details;
  return {
    id: crypto.randomUUID(),
    username,
    email: email || null,
    canonicalEmail: email ? canonicalEmail(email) : null,
    // Nobody has followed a link sent there yet.
    emailConfirmedAt: null,
    title: title || null,
    givenName,
    middleName: middleName || null,
    familyName,
    phone: phone || null,
    passwordHash,
    passwordState: "handed_out",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
}

function newMembership({ role, staffType, permissions }: NewUser, schoolId: string, userId: string, now: number): Membership {
  const granted = { ...permissionsOf(staffType), ...permissions };
  return { schoolId, userId, role, staffType, ...granted, status: "active", joinedAt: now, lastSeenAt: null, version: 1 };
}
