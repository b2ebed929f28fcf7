import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { schools } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { mailboxOf } from "#domain/emails/mailboxes";
import { DomainError } from "#domain/errors";
import type { Registration } from "#domain/schools";
import { household, take, veiled } from "../accounts/limits.ts";
import type { Visitor } from "../accounts/visitor.ts";
import type { Runtime } from "../act.ts";
import { announce } from "../events/announce.ts";
import { commit } from "../events/commit.ts";
import { sending } from "../invites/writes.ts";
import { hasRoom, shareOfSchool } from "../mail/budget.ts";

const noRecoveryAddresses = {
  headteacherEmailCountsFrom: null,
  headteacherEmailBefore: null,
  deputyEmail: null,
  deputyEmailCountsFrom: null,
  deputyEmailBefore: null,
};

const day = 24 * 3600_000;
/** Registrations per day from one address, and for one mailbox [S1]. */
const limit = 3;

/** The one answer to every registration [S1]. */
export const registered =
  "Thank you. If this address can register a school, a mail with a set-up link is on its way.";

/**
 * Makes a school and mails its first Owner an ordinary set-up link [S1]. Whether it did shows in the mailbox alone.
 * Refuses with `registration_closed`, which says nothing about anybody.
 */
export async function register(
  runtime: Runtime,
  visitor: Visitor,
  { name, postcode, email }: Registration,
): Promise<void> {
  const { env, now, settings } = runtime;
  if (!(await isRegistrationOpen(runtime))) throw new DomainError("registration_closed");
  const mailbox = mailboxOf(canonicalEmail(email));
  try {
    const buckets = [household(visitor.address), veiled(mailbox)].map((place) => ({
      name: `register:${place}`,
      limit,
    }));
    await take(env, buckets, day, now);
  } catch (error) {
    if (error instanceof DomainError && error.code === "too_many_attempts") return;
    throw error;
  }
  const db = open(env.DB);
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
    phone: null,
    address: null,
    contactEmail: null,
    mailDomains: [],
    ...noRecoveryAddresses,
    // Until an Owner says otherwise, the school is recovered from where it was registered [A14].
    headteacherEmail: email,
    version: 1,
  };
  // Where only the very first school is let in, two cannot both be the first.
  const isOpen = settings.isRegistrationOpen
    ? sql`true`
    : sql`not exists (select 1 from ${schools})`;
  const mayMail = sql`${isOpen} and ${hasRoom(mailbox, shareOfSchool(id, now), now)}`;
  const firstOwner = {
    id: crypto.randomUUID(),
    schoolId: id,
    invitedById: null,
    email,
    role: "owner" as const,
  };
  const committed = await commit(
    { env, school: id, actor: "registration", now },
    {
      steps: [
        {
          change: [insertWhere(db, schools, school, mayMail)],
          fact: { kind: "school.registered", subjectId: id },
        },
        sending(runtime, firstOwner, carriedOn),
      ],
    },
  );
  if (committed) announce(env, runtime, committed);
}

/** Open by setting, and always for the very first school. */
export async function isRegistrationOpen({ env, settings }: Runtime): Promise<boolean> {
  if (settings.isRegistrationOpen) return true;
  const [any] = await open(env.DB).select({ id: schools.id }).from(schools).limit(1);
  return any === undefined;
}
