import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { users } from "#db/schema";
import { passwordSlip } from "#domain/accounts/passwords";
import { DomainError } from "#domain/errors";
import type { Invite } from "#domain/invites";
import { PersonName, Phone } from "#domain/names";
import type { Account } from "#domain/users";
import { Username } from "#domain/users/usernames";
import { isCommonPassword } from "../accounts/common-passwords.ts";
import { hashPassword } from "../accounts/sessions.ts";
import type { Visitor } from "../accounts/visitor.ts";
import type { Runtime } from "../act.ts";
import { echo } from "../users/writes.ts";
import { join } from "./join.ts";
import { type OpenedLink, unconfirmedAt } from "./open-link.ts";

/** What the set-up form is sent with [I8]. */
export const SetUp = z.object({
  ...PersonName.shape,
  phone: z.optional(Phone),
  username: Username,
  password: z.string("Choose a password."),
});
export type SetUp = z.infer<typeof SetUp>;

/**
 * The invitee has submitted the form: account, membership, session and acceptance in one batch. Gives the session's secret.
 * Refuses with `weak_password`, `username_taken`, `link_dead`, or `account_exists` when the address has found a holder meanwhile.
 */
export async function setUp(
  runtime: Runtime,
  visitor: Visitor,
  token: string,
  form: SetUp,
  opened: OpenedLink,
): Promise<string> {
  const slip = passwordSlip(form.password, form.username, isCommonPassword);
  if (slip) throw new DomainError("weak_password", { fields: { password: slip } });
  const line = opened.invite.id;
  const passwordHash = await hashPassword(form.password, { lane: "invited", line });
  return join(runtime, visitor, token, opened, ({ invite, holder, unconfirmed }, isStillSeen) => {
    if (holder) throw new DomainError("account_exists");
    const db = open(runtime.env.DB);
    const account = newAccount(invite, form, passwordHash, runtime.now);
    const [losing = "", ...schools] = unconfirmed?.trim().split(" ") ?? [];
    // Somebody else may have taken the address since the link was opened.
    const unconfirmedNow = unconfirmedAt(sql`${invite.canonicalEmail}`);
    return {
      userId: account.id,
      welcome: {
        kind: "welcome",
        subjectId: account.id,
        generation: 1,
        recipient: invite.canonicalEmail,
        dueAt: runtime.now,
        isOwn: true,
      },
      writes: [
        // An address nobody has confirmed gives way to whoever proves the mailbox.
        db
          .update(users)
          .set({
            email: null,
            canonicalEmail: null,
            resetGeneration: sql`${users.resetGeneration} + 1`,
            resetExpiresAt: null,
            version: sql`${users.version} + 1`,
          })
          .where(
            and(
              eq(users.canonicalEmail, invite.canonicalEmail),
              isNull(users.emailConfirmedAt),
              isStillSeen,
              sql`${unconfirmedNow} is ${unconfirmed}`,
            ),
          ),
        insertWhere(db, users, account, sql`${isStillSeen} and ${unconfirmedNow} is null`),
      ],
      // Whoever had the address unconfirmed loses it: their schools hear of that.
      echoes: schools.map((school) => echo(school, losing)),
      mayOwn: invite.role === "owner",
    };
  });
}

function newAccount(invite: Invite, form: SetUp, passwordHash: string, now: number): Account {
  return {
    id: crypto.randomUUID(),
    username: form.username,
    email: invite.email,
    canonicalEmail: invite.canonicalEmail,
    // Following the link has just proved the mailbox.
    emailConfirmedAt: now,
    title: form.title || null,
    givenName: form.givenName,
    middleName: form.middleName || null,
    familyName: form.familyName,
    phone: form.phone || null,
    passwordHash,
    passwordState: "own",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
}
