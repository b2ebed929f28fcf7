import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, insertWhere } from "#db/rows";
import { schools } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { mailboxOf } from "#domain/emails/mailboxes";
import { DomainError } from "#domain/errors";
import type { Registration } from "#domain/schools";
import { type Bucket, household, isOverBudget, take, veiled } from "../accounts/limits.ts";
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
/** Registrations per day for one mailbox [S1]. */
const perMailbox = 3;
/** And from one address, which may be a trust's or an authority's, for all its schools. */
const perAddress = 20;

/** The one answer to every registration [S1]. */
export const registered =
  "Thank you. If this address can register a school, a mail with a set-up link is on its way.";

/**
 * Makes a school and mails its first Owner an ordinary set-up link [S1]. Whether it did shows in the mailbox alone.
 * Refuses with `registration_closed`, and with `too_many_attempts` when the asking address has used up its day: neither
 * says anything about anybody.
 */
export async function register(
  runtime: Runtime,
  visitor: Visitor,
  { name, postcode, email }: Registration,
): Promise<void> {
  const { env, now, settings } = runtime;
  if (!(await isRegistrationOpen(runtime))) throw new DomainError("registration_closed");
  const from = { name: `register:${household(visitor.address)}`, limit: perAddress };
  await take(env, [from], day, now);
  const mailbox = mailboxOf(canonicalEmail(email));
  const tries = { name: `register:${veiled(mailbox)}`, limit: perMailbox };
  if (!(await mayTry(runtime, tries))) return;
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
    reminders: true,
    pupilsKeptMonths: 12,
    lastYear: null,
    groupsAtRollOver: "carry" as const,
    rollDay: null,
    logoId: null,
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
      isSent: true,
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

/** Whether the mailbox may have another link today. That it may not shows in the mailbox alone. */
function mayTry({ env, now }: Runtime, mailbox: Bucket): Promise<boolean> {
  return take(env, [mailbox], day, now).then(
    () => true,
    (error) => {
      if (isOverBudget(error)) return false;
      throw error;
    },
  );
}

/** Open by setting, and always for the very first school. */
export async function isRegistrationOpen({ env, settings }: Runtime): Promise<boolean> {
  if (settings.isRegistrationOpen) return true;
  const [any] = await open(env.DB).select({ id: schools.id }).from(schools).limit(1);
  return any === undefined;
}
