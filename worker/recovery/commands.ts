import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { asker } from "#db/aliases";
import { open } from "#db/client";
import { carriedOn, insertFrom, insertWhere, packed, packedOrNull } from "#db/rows";
import { mails, memberships, recoveries, schools, untried, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { DomainError } from "#domain/errors";
import {
  addressOf,
  ask,
  askLimit,
  cancel,
  confirm,
  linkNumber,
  type PublicRecovery,
  publishedRecovery,
  type Recovery,
  RecoveryHolder,
} from "#domain/recoveries";
import { counting } from "#domain/recovery-addresses";
import { take } from "../accounts/limits.ts";
import type { Env } from "../env.ts";
import { announce } from "../events/announce.ts";
import { brokenUnique, commit, type Key, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { person } from "../events/history.ts";
import type { AppContext } from "../http/app.ts";
import { slotOf } from "../schools/details.ts";
import { move, openRecovery } from "./writes.ts";

const day = 24 * 3600_000;

/**
 * An Admin asks for a new Owner [A14]: every Owner and Admin is told by mail, and a link to confirm goes to the recovery
 * addresses. Gives its id. Refuses with `no_recovery_address`, `recovery_open` or `too_many_attempts`.
 */
export async function askRecovery(
  c: AppContext,
  key: Omit<Key, "subjectId"> | null,
): Promise<string> {
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
    change: [
      insertWhere(db, recoveries, asked, isSame),
      ...links.map((link) => insertWhere(db, mails, link, carriedOn)),
    ],
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
  return row ? publishedRecovery(row.recovery, person(row.asker)) : null;
}

/** The same as a query, for a batch. */
export function newestRecovery(env: Env, school: string) {
  return withAsker(env)
    .where(eq(recoveries.schoolId, school))
    .orderBy(desc(recoveries.askedAt))
    .limit(1);
}

/** One recovery of the school as it is told, or null. */
export async function findRecovery(
  env: Env,
  school: string,
  id: string,
): Promise<PublicRecovery | null> {
  const [row] = await withAsker(env).where(
    and(eq(recoveries.id, id), eq(recoveries.schoolId, school)),
  );
  return row ? publishedRecovery(row.recovery, person(row.asker)) : null;
}

/** An Owner stops it. Refuses with `not_found` or `recovery_ended`. */
export async function cancelRecovery(c: AppContext, id: string): Promise<void> {
  const { schoolId } = c.get("seat");
  const committed = await move(
    c.env,
    schoolId,
    id,
    "recovery.cancelled",
    c.get("me").id,
    c.get("now"),
    (seen) => cancel(seen, c.get("now")),
  );
  if (committed) tell(c, committed);
}

/** An Owner has signed in, so there is no need of another [A14]: cancels what is open at the schools they own. */
export async function cancelRecoveriesOf(c: AppContext, userId: string): Promise<void> {
  const now = c.get("now");
  const found = await open(c.env.DB)
    .select({ id: recoveries.id, school: recoveries.schoolId })
    .from(memberships)
    .innerJoin(
      recoveries,
      and(eq(recoveries.schoolId, memberships.schoolId), isNotNull(recoveries.dueAt)),
    )
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
        eq(memberships.status, "active"),
      ),
    );
  for (const { id, school } of found) {
    const committed = await move(c.env, school, id, "recovery.cancelled", userId, now, (seen) =>
      // It may have ended this very moment.
      seen.dueAt === null ? null : cancel(seen, now),
    );
    if (committed) announce(c.env, c.executionCtx, committed);
  }
}

/** The holder of a recovery address has confirmed. Refuses with `link_dead`. */
export async function confirmRecovery(
  c: AppContext,
  { schoolId, id }: Recovery,
  by: RecoveryHolder,
): Promise<void> {
  const now = c.get("now");
  const committed = await move(c.env, schoolId, id, "recovery.confirmed", null, now, (seen) =>
    confirm(seen, by, now),
  );
  if (committed) announce(c.env, c.executionCtx, committed);
}

function withAsker(env: Env) {
  return open(env.DB)
    .select({ recovery: packed(recoveries), asker: packedOrNull(asker) })
    .from(recoveries)
    .leftJoin(asker, eq(asker.id, recoveries.askedById));
}

function confirmationMail(
  asked: Recovery,
  holder: RecoveryHolder,
  now: number,
): (typeof mails.$inferSelect)[] {
  const address = addressOf(asked, holder);
  if (address === null) return [];
  const link = {
    kind: "recovery" as const,
    subjectId: asked.id,
    generation: linkNumber(holder),
    recipient: canonicalEmail(address),
  };
  return [
    {
      id: crypto.randomUUID(),
      schoolId: asked.schoolId,
      ...link,
      createdAt: now,
      status: "queued",
      dueAt: now,
      ...untried,
    },
  ];
}

/** A mail for each Owner and Admin who has an address. They are written after the step: there may be none. */
function tellEverybody(env: Env, { id, schoolId }: Recovery, now: number) {
  return insertFrom(
    open(env.DB),
    mails,
    {
      id: sql`${id} || '.' || ${users.id}`,
      schoolId,
      kind: "recovery_asked",
      subjectId: id,
      generation: sql`row_number() over (order by ${users.id})`,
      recipient: users.canonicalEmail,
      createdAt: now,
      status: "queued",
      dueAt: now,
      ...untried,
    },
    sql`from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
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
