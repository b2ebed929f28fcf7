import { and, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { sessions, users } from "#db/schema";
import { normalisePassword, passwordSlip } from "#domain/accounts/passwords";
import { DomainError } from "#domain/errors";
import type { Account } from "#domain/users";
import type { Runtime } from "../act.ts";
import { dismissUser } from "../events/announce.ts";
import type { Bearer, Holder } from "../events/author.ts";
import { changeOwn } from "./change-own.ts";
import { checkGuess, isActive } from "./check-guess.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { accountBucket } from "./guesses.ts";
import type { Caller } from "./hashing/queue.ts";
import { emptyAll } from "./limits.ts";
import type { Me } from "./me.ts";
import type { OpenedReset } from "./open-reset.ts";
import { checkPassword, hashPassword } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The holder of a live reset link has chosen a password [A8]: every session of theirs ends, and every wrong guess is forgotten.
 * Refuses with `weak_password`, or `link_dead` when the link has met its end meanwhile.
 */
export async function resetPassword(
  runtime: Runtime,
  { account, generation }: OpenedReset,
  typed: string,
): Promise<void> {
  refuseWeak(typed, account.username, "password");
  const caller: Caller = { lane: "invited", line: account.id };
  // Who handed it over knows it.
  const isHandedOver =
    account.passwordState === "handed_out" &&
    (await checkPassword(typed, account.passwordHash, account.username, caller));
  if (isHandedOver) throw weak("password", "Choose another one than the one you were handed.");
  const { env, now } = runtime;
  const guard = and(
    eq(users.resetGeneration, generation),
    gt(users.resetExpiresAt, now),
    isActive(account.id),
  );
  // Following the link has proved the mailbox: another address would have ended it.
  const confirmed = { emailConfirmedAt: sql`coalesce(${users.emailConfirmedAt}, ${now})` };
  const by = { right: "proof", id: account.id } as const;
  if (!(await replacePassword(runtime, account, typed, { by, guard, more: confirmed, caller })))
    throw new DomainError("link_dead");
  await emptyAll(env, accountBucket(account.username));
}

/**
 * Somebody signed in changes their password, or the one they were handed [A2]; their other sessions end.
 * Refuses with `weak_password`, with `invalid` for a wrong present one, with `signed_out`, and as guessing does.
 */
export async function changePassword(
  runtime: Runtime,
  visitor: Visitor,
  { id, username, sessionId, mustChangePassword }: Me,
  current: string,
  next: string,
): Promise<void> {
  refuseWeak(next, username, "next");
  // Who handed it over knows it.
  if (normalisePassword(current) === normalisePassword(next))
    throw weak("next", "Choose another one than the present one.");
  const caller: Caller = { lane: "known", line: id };
  const right = await checkGuess(runtime, visitor, username, current, { caller });
  if (!right) throw wrongCurrent(mustChangePassword);
  const { account } = right;
  const guard = eq(users.passwordHash, account.passwordHash ?? "");
  const by = { right: "session", id: account.id, session: sessionId } as const;
  if (!(await replacePassword(runtime, account, next, { by, guard, kept: sessionId, caller })))
    throw wrongCurrent(mustChangePassword);
}

/** For how long after signing in a handed-out password is not typed again, milliseconds. */
const justTypedMs = 15 * 60_000;

/** The account of somebody who has just signed in by the password that was handed to them; null for anybody else. */
export async function justGiven({ env, now }: Runtime, me: Me): Promise<Account | null> {
  if (!me.mustChangePassword) return null;
  const [found] = await open(env.DB)
    .select({ account: users })
    .from(sessions)
    .innerJoin(users, eq(sessions.userId, users.id))
    .where(
      and(
        eq(sessions.id, me.sessionId),
        gt(sessions.createdAt, now - justTypedMs),
        eq(users.passwordState, "handed_out"),
      ),
    );
  return found?.account ?? null;
}

/**
 * Who has just signed in by the password they were handed chooses their own, without typing that again [A18].
 * Refuses with `weak_password`, and with `signed_out` when another was handed out meanwhile.
 */
export async function choosePassword(
  runtime: Runtime,
  { id, sessionId }: Me,
  account: Account,
  next: string,
): Promise<void> {
  refuseWeak(next, account.username, "next");
  const caller: Caller = { lane: "known", line: id };
  // Who handed it over knows it.
  if (await checkPassword(next, account.passwordHash, account.username, caller))
    throw weak("next", "Choose another one than the one you were handed.");
  const guard = eq(users.passwordHash, account.passwordHash ?? "");
  const by = { right: "session", id, session: sessionId } as const;
  if (!(await replacePassword(runtime, account, next, { by, guard, kept: sessionId, caller })))
    throw new DomainError("signed_out");
}

interface Replacement {
  by: Holder | Bearer;
  /** What must still hold of the account. */
  guard: SQL | undefined;
  /** What else is known now. */
  more?: { emailConfirmedAt: SQL };
  /** The session that goes on. */
  kept?: string;
  caller: Caller;
}

/** Writes the new hash, ends the other sessions in the same batch, and closes their sockets. False when the guard did not hold. */
async function replacePassword(
  runtime: Runtime,
  seen: Account,
  typed: string,
  { by, guard, more, kept = "", caller }: Replacement,
) {
  const { id, passwordState } = seen;
  const passwordHash = await hashPassword(typed, caller);
  const db = open(runtime.env.DB);
  const isReplaced = sql`exists (select 1 from ${users} where ${users.id} = ${id} and ${users.passwordHash} = ${passwordHash})`;
  const schools = await changeOwn(runtime, by, {
    change: db
      .update(users)
      .set({
        ...more,
        passwordHash,
        passwordState: "own",
        resetGeneration: sql`${users.resetGeneration} + 1`,
        resetExpiresAt: null,
        version: sql`${users.version} + 1`,
      })
      .where(and(eq(users.id, id), guard)),
    changes: {
      password: [null, null],
      ...(passwordState !== "own" && { passwordState: [passwordState, "own"] }),
    },
    after: [
      db.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.id, kept), isReplaced)),
    ],
  });
  if (!schools) return false;
  dismissUser(runtime.env, runtime, schools, id, kept);
  return true;
}

function refuseWeak(typed: string, username: string, field: "password" | "next"): void {
  const slip = passwordSlip(typed, username, isCommonPassword);
  if (slip) throw weak(field, slip);
}

function weak(field: string, slip: string): DomainError {
  return new DomainError("weak_password", { fields: { [field]: slip } });
}

function wrongCurrent(isGiven: boolean): DomainError {
  const current = isGiven
    ? "This is not the password you were given."
    : "This is not your present password.";
  return new DomainError("invalid", { fields: { current } });
}
