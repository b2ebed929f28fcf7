import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { actor, asker, inviter, subject } from "#db/aliases";
import type { Db } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { events, invites, memberships, recoveries, schools } from "#db/schema";
import type { Event } from "#domain/events";
import type { Changes } from "#domain/facts";
import { published } from "#domain/invites";
import { fullName, type Person } from "#domain/names";
import { publishedRecovery } from "#domain/recoveries";
import type { PublicSchool } from "#domain/schools";
import { iso, isoOrNull } from "#domain/time";
import { publishedUser } from "#domain/users";

/** Where a school's history stands, and from where on it is kept. */
export function head(db: Db, school: string) {
  return db
    .select({ epoch: schools.epoch, seq: schools.seq, horizon: schools.horizon })
    .from(schools)
    .where(eq(schools.id, school));
}

/** A school's events after a number, oldest first. */
export function toldEvents(db: Db, school: string, since: number | SQL<number>) {
  return withSubjects(db)
    .where(and(eq(events.schoolId, school), gt(events.seq, since)))
    .orderBy(events.seq);
}

/** Events with their subjects' rows as they are now. */
export function withSubjects(db: Db) {
  return db
    .select({
      seq: events.seq,
      at: events.at,
      kind: events.kind,
      command: events.command,
      changes: events.changes,
      actor: packedOrNull(actor),
      invite: packedOrNull(invites),
      inviter: packedOrNull(inviter),
      user: packedOrNull(subject),
      membership: packedOrNull(memberships),
      school: packed(schools),
      recovery: packedOrNull(recoveries),
      asker: packedOrNull(asker),
    })
    .from(events)
    .innerJoin(schools, eq(schools.id, events.schoolId))
    .leftJoin(actor, eq(actor.id, events.actorId))
    .leftJoin(invites, and(eq(invites.id, events.subjectId), eq(invites.schoolId, events.schoolId)))
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(
      subject,
      sql`${subject.id} = case ${events.kind} when 'invite.accepted' then ${invites.userId} else ${events.subjectId} end`,
    )
    .leftJoin(
      memberships,
      and(eq(memberships.userId, subject.id), eq(memberships.schoolId, events.schoolId)),
    )
    .leftJoin(
      recoveries,
      and(eq(recoveries.id, events.subjectId), eq(recoveries.schoolId, events.schoolId)),
    )
    .leftJoin(asker, eq(asker.id, recoveries.askedById));
}

type ToldRow = Awaited<ReturnType<typeof toldEvents>>[number];

/** A joined row as the event that is told. */
export function told(row: ToldRow): Event {
  const numbered = {
    seq: row.seq,
    at: iso(row.at),
    actor: person(row.actor),
    command: row.command,
    changes: row.changes ? (JSON.parse(row.changes) as Changes) : null,
  };
  const { kind } = row;
  switch (kind) {
    case "invite.accepted":
      return { ...numbered, kind, invite: inviteOf(row), user: userOf(row) };
    case "invite.sent":
    case "invite.resent":
    case "invite.opened":
    case "invite.changed":
    case "invite.delivery":
    case "invite.expired":
    case "invite.revoked":
    case "invite.restored":
      return { ...numbered, kind, invite: inviteOf(row) };
    case "user.added":
    case "user.changed":
    case "user.deactivated":
    case "user.reactivated":
      return { ...numbered, kind, user: userOf(row) };
    case "school.registered":
    case "school.changed":
      return { ...numbered, kind, school: publishedSchool(row.school) };
    case "recovery.asked":
    case "recovery.confirmed":
    case "recovery.cancelled":
    case "recovery.granted":
    case "recovery.lapsed":
      return {
        ...numbered,
        kind,
        recovery: publishedRecovery(present(row.recovery), person(row.asker)),
      };
    default:
      return kind satisfies never;
  }
}

/** A school as its Owners and Admins see it. */
export function publishedSchool(school: typeof schools.$inferSelect): PublicSchool {
  const {
    id,
    name,
    postcode,
    timeZone,
    headteacherEmail,
    headteacherEmailBefore,
    deputyEmail,
    deputyEmailBefore,
    version,
  } = school;
  return {
    id,
    name,
    postcode,
    timeZone,
    headteacherEmail,
    headteacherEmailCountsFrom: isoOrNull(school.headteacherEmailCountsFrom),
    headteacherEmailBefore,
    deputyEmail,
    deputyEmailCountsFrom: isoOrNull(school.deputyEmailCountsFrom),
    deputyEmailBefore,
    version,
  };
}

export function person(
  account: { id: string; givenName: string; familyName: string } | null,
): Person | null {
  return account && { id: account.id, name: fullName(account) };
}

function inviteOf(row: ToldRow) {
  return published(present(row.invite), person(row.inviter));
}

function userOf(row: ToldRow) {
  return publishedUser(present(row.user), present(row.membership));
}

/** An event's subject is never deleted; if it is gone, history has been tampered with and silence would hide it. */
function present<T>(row: T | null): T {
  if (row === null) throw new Error("An event has lost its subject.");
  return row;
}
