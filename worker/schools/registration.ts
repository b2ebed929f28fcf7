import { and, eq, gt, lte, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { invites, memberships, schools } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import { send } from "#domain/invites";
import { ownerlessLife, type Registration } from "#domain/schools";
import { household, take, veiled } from "../accounts/limits.ts";
import { addressOf } from "../accounts/sign-in.ts";
import type { Env } from "../env.ts";
import { announce } from "../events/announce.ts";
import { commit } from "../events/commit.ts";
import type { AppContext } from "../http/app.ts";
import { letter } from "../invites/commands.ts";

const noRecoveryAddresses = {
  headteacherEmailCountsFrom: null,
  headteacherEmailBefore: null,
  deputyEmail: null,
  deputyEmailCountsFrom: null,
  deputyEmailBefore: null,
};

const day = 24 * 3600_000;
/** Registrations per day from one address, and for one e-mail [S1]. */
const limit = 3;

/** The one answer to every registration [S1]. */
export const registered =
  "Thank you. If this address can register a school, a mail with a set-up link is on its way.";

/**
 * Makes a school and mails its first Owner an ordinary set-up link [S1]. Whether it did shows in the mailbox alone.
 * Refuses with `registration_closed`, which says nothing about anybody.
 */
export async function register(
  c: AppContext,
  { name, postcode, email }: Registration,
): Promise<void> {
  const now = c.get("now");
  if (!(await isRegistrationOpen(c))) throw new DomainError("registration_closed");
  try {
    const buckets = [household(addressOf(c)), veiled(canonicalEmail(email))].map((place) => ({
      name: `register:${place}`,
      limit,
    }));
    await take(c.env, buckets, day, now);
  } catch (error) {
    if (error instanceof DomainError && error.code === "too_many_attempts") return;
    throw error;
  }
  const db = open(c.env.DB);
  const id = crypto.randomUUID();
  const school = {
    id,
    name,
    postcode,
    timeZone: "Europe/London",
    epoch: crypto.randomUUID(),
    seq: 0,
    horizon: 0,
    createdAt: now,
    ...noRecoveryAddresses,
    // Until an Owner says otherwise, the school is recovered from where it was registered [A14].
    headteacherEmail: email,
    version: 1,
  };
  // Where only the very first school is let in, two cannot both be the first.
  const isOpen = c.get("settings").isRegistrationOpen
    ? sql`true`
    : sql`not exists (select 1 from ${schools})`;
  const details = {
    id: crypto.randomUUID(),
    schoolId: id,
    invitedById: null,
    email,
    role: "owner" as const,
  };
  const made = send(details, now, c.get("settings").inviteLife);
  const committed = await commit(c.env, {
    school: id,
    actor: null,
    now,
    steps: [
      {
        change: [insertWhere(db, schools, school, isOpen)],
        fact: { kind: "school.registered", subjectId: id },
      },
      {
        change: [insertWhere(db, invites, made, carriedOn)],
        fact: { kind: "invite.sent", subjectId: made.id },
        mail: letter(made),
      },
    ],
  });
  if (committed) announce(c.env, c.executionCtx, committed);
}

/** Open by setting, and always for the very first school. */
export async function isRegistrationOpen(c: AppContext): Promise<boolean> {
  if (c.get("settings").isRegistrationOpen) return true;
  const [any] = await open(c.env.DB).select({ id: schools.id }).from(schools).limit(1);
  return any === undefined;
}

/** Whether nobody has ever owned the school: then its dead links renew themselves. */
export function isOwnerless(env: Env, school: string) {
  return open(env.DB)
    .select({ id: schools.id })
    .from(schools)
    .where(
      and(
        eq(schools.id, school),
        sql`not exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schools.id})`,
      ),
    )
    .then((rows) => rows.length > 0);
}

/** Removes schools that stayed without an Owner for 7 days, with all that hangs on them. */
export async function removeOwnerless(env: Env, now: number): Promise<void> {
  await open(env.DB)
    .delete(schools)
    .where(
      and(
        lte(schools.createdAt, now - ownerlessLife),
        // Every minute looks at the young alone; the older have had their turn.
        gt(schools.createdAt, now - 4 * ownerlessLife),
        sql`not exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schools.id})`,
      ),
    );
}
