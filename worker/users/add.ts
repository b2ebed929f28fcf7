import { and, eq, or, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { memberships, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import { permissionsOf } from "#domain/staff";
import type { Account, Membership, NewUser } from "#domain/users";
import { announce } from "../events/announce.ts";
import { commit, type Key, type Step } from "../events/commit.ts";
import type { AppContext } from "../http/app.ts";
import { stillHolds } from "./still-authorised.ts";
import {
  noPendingInvite,
  refuseAddress,
  refusePending,
  refuseTaken,
  refuseUsername,
} from "./uniqueness.ts";

/** Refuses with `username_taken`, `email_taken` or `invite_pending` before anybody waits for a hash. */
export async function mayAdd(c: AppContext, { username, email }: NewUser): Promise<void> {
  const address = email ? canonicalEmail(email) : null;
  if (address) await refusePending(c, address);
  const taken = await open(c.env.DB)
    .select({ username: users.username, address: users.canonicalEmail })
    .from(users)
    .where(
      or(eq(users.username, username), address ? eq(users.canonicalEmail, address) : undefined),
    );
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
      insertWhere(
        db,
        users,
        account,
        and(stillHolds(c), noPendingInvite(school, account.canonicalEmail, now)) ?? sql`true`,
      ),
      insertWhere(db, memberships, newMembership(details, school, account.id, now), carriedOn),
    ],
    fact: { kind: "user.added", subjectId: account.id },
  };
  const command = {
    school,
    actor: c.get("me").id,
    now,
    steps: [step],
    key: key && { ...key, subjectId: account.id },
  };
  const committed = await commit(c.env, command).catch((error) =>
    refuseTaken(c, error, account.canonicalEmail),
  );
  if (!committed) {
    if (account.canonicalEmail) await refusePending(c, account.canonicalEmail);
    throw new DomainError("forbidden");
  }
  c.set("seq", committed.seq);
  announce(c.env, c.executionCtx, committed);
  return account.id;
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

function newMembership(
  { role, staffType, permissions }: NewUser,
  schoolId: string,
  userId: string,
  now: number,
): Membership {
  const granted = { ...permissionsOf(staffType), ...permissions };
  return {
    schoolId,
    userId,
    role,
    staffType,
    ...granted,
    status: "active",
    joinedAt: now,
    lastSeenAt: null,
    version: 1,
  };
}
