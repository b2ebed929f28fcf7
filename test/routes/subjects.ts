import { and, eq, isNotNull } from "drizzle-orm";
import { open } from "#db/client";
import {
  batches,
  differences,
  groups,
  imports,
  invites,
  memberships,
  messages,
  misLinks,
  pupils,
  recoveries,
  schools,
  tries,
  users,
  yearRolls,
} from "#db/schema";
import { newGroup, withGroupStatus } from "#domain/groups";
import { noTally } from "#domain/imports";
import { revoke, send } from "#domain/invites";
import { newPupil, withPupilStatus } from "#domain/pupils";
import { ask } from "#domain/recoveries";
import { bindings, makePerson, type Somebody } from "../people.ts";

// Written straight into the database, so that no mail of theirs leaves and nothing else stirs at the school.

const db = open(bindings.DB);
const day = 24 * 3600_000;

/** What makes a name one of its kind: letters, since digits in a row read as a phone number. */
export const letters = (): string =>
  crypto.randomUUID().replaceAll(/[-\d]/g, (sign) => "ghijklmnop".charAt(Number(sign)));

/** Somebody at the school whom anybody who manages users may change. */
export function kit(school: string): Promise<Somebody> {
  return makePerson(school, "Kit Subject", "viewer", "governor", Date.now());
}

/** Somebody there who has left. */
export async function gone(school: string): Promise<Somebody> {
  const person = await kit(school);
  await db.update(memberships).set({ status: "inactive" }).where(eq(memberships.userId, person.id));
  return person;
}

/** Somebody there without an e-mail address. */
export async function unmailed(school: string): Promise<Somebody> {
  const person = await kit(school);
  await db.update(users).set({ email: null, canonicalEmail: null }).where(eq(users.id, person.id));
  return person;
}

/** An invite that waits. */
export async function waiting(by: Somebody) {
  const id = crypto.randomUUID();
  const email = `${id.slice(0, 8)}@joiner.example`;
  const details = { id, schoolId: by.school, invitedById: by.id, email, role: "editor" as const };
  const made = send(details, Date.now(), day);
  await db.insert(invites).values(made);
  return made;
}

/** One that has just been withdrawn. */
export async function withdrawn(by: Somebody) {
  const made = revoke(await waiting(by), Date.now());
  await db.update(invites).set(made).where(eq(invites.id, made.id));
  return made;
}

/** A list that came to nothing. */
export async function listOf(by: Somebody) {
  const id = crypto.randomUUID();
  const row = { id, schoolId: by.school, byId: by.id, sentAt: Date.now(), total: 1 };
  await db.insert(batches).values({ ...row, results: JSON.stringify([["nobody", "invalid"]]) });
  return row;
}

/** Somebody whom an import has brought and nobody has handed a password. */
export async function unhanded(school: string): Promise<string> {
  const { id: rowId } = await unmailed(school);
  await db.batch([
    db.update(users).set({ passwordState: "none" }).where(eq(users.id, rowId)),
    db
      .insert(misLinks)
      .values({ schoolId: school, noun: "user", sourcedId: rowId, rowId, said: "{}" }),
  ]);
  return rowId;
}

/** The school's import, with one difference that is accepted. */
export async function importOf(by: Somebody) {
  const id = crypto.randomUUID();
  const counts = noTally();
  counts.group.accepted = 1;
  const row: typeof imports.$inferInsert = {
    id,
    schoolId: by.school,
    byId: by.id,
    at: Date.now(),
    source: "file",
    name: "roster.zip",
    status: "proposed",
    counts,
    warnings: [],
    warningCount: 0,
    staff: 1,
    pupils: 0,
    done: 0,
    total: 0,
    version: 1,
  };
  const task = {
    do: "add",
    sourcedId: id,
    row: { name: id.slice(0, 30), yearGroup: null },
    said: {},
  };
  await db.batch([
    db
      .update(imports)
      .set({ status: "replaced", dueAt: null })
      .where(eq(imports.schoolId, by.school)),
    db.insert(imports).values(row),
    db.insert(differences).values({
      id: crypto.randomUUID(),
      importId: id,
      schoolId: by.school,
      position: 0,
      kind: "group",
      key: `group:${id}`,
      subject: { noun: "group", id: null, name: "7A" },
      before: null,
      after: { name: "7A" },
      protected: [],
      task: JSON.stringify(task),
      state: "accepted",
    }),
  ]);
  return row;
}

/** A class of the school, with nobody in it. */
export async function classOf(by: Somebody) {
  const id = crypto.randomUUID();
  const made = newGroup({ name: id, yearGroup: "Year 7" }, { id, schoolId: by.school }, Date.now());
  await db.insert(groups).values(made);
  return made;
}

/** One that has been put away. */
export async function awayGroup(by: Somebody) {
  const made = await classOf(by);
  const away = withGroupStatus(made, "inactive") ?? made;
  await db.update(groups).set(away).where(eq(groups.id, made.id));
  return away;
}

/** A pupil of the school. */
export async function childOf(by: Somebody) {
  const ids = { id: crypto.randomUUID(), schoolId: by.school };
  const details = { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7" };
  const made = newPupil(details, ids, Date.now());
  await db.insert(pupils).values(made);
  return made;
}

/** One who has left. */
export async function leaverOf(by: Somebody) {
  const made = await childOf(by);
  const left = withPupilStatus(made, "inactive", Date.now()) ?? made;
  await db.update(pupils).set(left).where(eq(pupils.id, made.id));
  return left;
}

/** The year has just rolled over there, some day, once more. */
export async function rolledAt(by: Somebody) {
  const counts = { moved: 0, left: 0, groupsMoved: 0, groupsClosed: 0 };
  const id = crypto.randomUUID();
  const about = { id, schoolId: by.school, day: id, status: "rolled" as const, version: 1 };
  await db.insert(yearRolls).values({ ...about, rolledAt: Date.now(), ...counts });
  return about;
}

/** A message stands at the school. A call needs nothing else. */
export async function standing(by: Somebody) {
  const shown = { text: "Inset day on Friday", setById: by.id, setAt: Date.now(), until: null };
  await db
    .insert(messages)
    .values({ id: crypto.randomUUID(), schoolId: by.school, version: 1, ...shown })
    .onConflictDoUpdate({ target: messages.schoolId, set: shown });
  return {};
}

/** A recovery address that counts. A call needs nothing else. */
export async function recoverable(school: string) {
  await settled(school);
  await db
    .update(schools)
    .set({ headteacherEmail: "head@joiner.example" })
    .where(eq(schools.id, school));
  return {};
}

/** A recovery that has been asked for. */
export async function recovering(by: Somebody) {
  const details = { id: crypto.randomUUID(), schoolId: by.school, askedById: by.id };
  const addresses = { headteacherEmail: "head@joiner.example", deputyEmail: null };
  await settled(by.school);
  const asked = ask(details, addresses, Date.now());
  await db.insert(recoveries).values(asked);
  return asked;
}

/** No recovery is open there, and none has been asked for today. */
async function settled(school: string): Promise<void> {
  await db
    .update(recoveries)
    .set({ status: "cancelled", dueAt: null, endedAt: Date.now() })
    .where(and(eq(recoveries.schoolId, school), isNotNull(recoveries.dueAt)));
  await db.delete(tries).where(eq(tries.bucket, `recovery:${school}`));
}
