import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type Db, open } from "#db/client";
import { type OrPlace, type Places, prepared, preparedReading } from "#db/prepared";
import { inOrder, known, type Reading, remade, together } from "#db/reading";
import { carriedOn, insertFrom, insertWhere } from "#db/rows";
import { commands, events, schools } from "#db/schema";
import type { Changes } from "#domain/facts";
import { nounOf } from "#domain/kinds";
import type { Kind, Noun } from "#domain/nouns";
import { claimedOf, handful, type Leaving, leavesAtOnce, leavingFrom } from "../mail/at-once.ts";
import {
  type Letter,
  type Queued,
  queuedOf,
  queueing,
  queueMail,
  type Sort,
  sortOf,
} from "../mail/queue.ts";
import { type Author, authorId, type Writer } from "./author.ts";
import { type Many, tellMany } from "./commit-many.ts";
import type { Committed } from "./committed.ts";
import { after, head, readEvents } from "./history.ts";
import { write } from "./write.ts";

type Write = BatchItem<"sqlite">;

/** What happened, in the audit log's words. */
export interface Fact {
  kind: Kind;
  subjectId: string;
  changes?: Changes;
}

/** One guarded change with its fact. The first write is the guard; the others follow `carriedOn`. */
export interface Step {
  change: Write[];
  fact: Fact;
  mail?: Letter;
}

/** An Idempotency-Key, and what it stands for. */
export interface Key {
  userId: string;
  route: string;
  key: string;
  body: string;
  subjectId: string;
}

export interface Command {
  /** What its events have in common; made where it is left out. A command of several batches gives each the same. */
  id?: string;
  /** Where it is told, if not where it is done. */
  school?: string;
  /** Told without saying by whom. */
  isEcho?: boolean;
  /** What is written and told ahead of the steps. The answer has the steps' events alone. */
  many?: Many[];
  steps: Step[];
  key?: Key | null;
  /** Whether whoever commits it sends its mail at once: then the batch claims for them what may leave, if it is a handful. */
  isSent?: boolean;
  /** What follows from the state they leave, each under a condition of its own. */
  after?: Write[];
  /** Mail that follows from it. */
  mails?: { letter: Letter; where: SQL }[];
}

/**
 * Carries out a command in ONE D1 batch: that its writer still may, then each step's guarded change, its gap-free number,
 * its fact and its mail row, so that a crash leaves all of a step or nothing. Null when no guard held: read again, decide
 * again. Refuses as `write` does.
 */
export async function commit(writer: Writer, command: Command): Promise<Committed | null> {
  const [committed] = await commitAll(writer, [command]);
  return committed ?? null;
}

/**
 * Commands of one act in several schools, in one batch: what a person changes of the account is a fact in each school.
 * A step without a change of its own carries on from the step before. Gives what was committed; empty when no guard held.
 */
export async function commitAll(writer: Writer, commandsOfAct: Command[]): Promise<Committed[]> {
  const db = open(writer.env.DB);
  const id = crypto.randomUUID();
  const each = commandsOfAct.map((command) => placed({ school: writer.school, id, ...command }));
  const steps = each.flatMap((command) => [
    ...manyOf(db, writer, command),
    ...command.steps.flatMap((step) => [...step.change, ...record(db, writer, command, step)]),
    ...remember(db, writer, command),
  ]);
  const writes = [...steps, ...each.flatMap((command) => following(db, writer, command))];
  const reads = inOrder(each.map((command) => outcome(db, writer, command)));
  const answers = await write(writer.env, writer.actor, [...writes, ...reads.queries]);
  return reads.read(answers.slice(writes.length)).flatMap((committed) => committed ?? []);
}

type Placed = Command & { school: string; id: string };

/** Each mail under a name by which the batch finds it again. */
function placed(command: Placed): Placed {
  const named = (letter: Letter) => ({ id: crypto.randomUUID(), ...letter });
  const mails = command.mails?.map(({ letter, where }) => ({ letter: named(letter), where }));
  const isHandful = command.steps.length <= handful;
  const steps = command.steps.map((step) =>
    step.mail ? { ...step, mail: named(step.mail) } : step,
  );
  return { ...command, steps, mails, isSent: command.isSent && isHandful };
}

/** What a command came to; null when no guard held. */
function outcome(
  db: Db,
  { now }: Writer,
  { school, id, many = [], steps, mails = [], isSent = false }: Placed,
): Reading<Committed | null> {
  const about = [...new Set(steps.map(({ fact }) => nounOf(fact.kind)))];
  const letters = [
    ...steps.flatMap(({ mail }) => mail ?? []),
    ...mails.map(({ letter }) => letter),
  ];
  const mailDue = letters.length > 0 ? Math.min(...letters.map(({ dueAt }) => dueAt)) : null;
  const leaving = isSent
    ? letters.flatMap(({ id, dueAt }) => (id && dueAt <= now ? [id] : []))
    : [];
  const values = {
    ...{ school, id, many: steps.length, leaving: JSON.stringify(leaving) },
    kinds: JSON.stringify(steps.map(({ fact }) => fact.kind)),
  };
  const shape = { about, hasClaimed: leaving.length > 0, hasMany: many.length > 0 };
  const found = standing(db, values, shape);
  return remade(found, ({ head, events, claimed }) =>
    head && events.length > 0 ? { school, ...head, events, mailDue, claimed } : null,
  );
}

interface Left {
  school: string;
  id: string;
  /** Of how many events. */
  many: number;
  /** Of which kinds, as JSON. */
  kinds: string;
  /** The ids of mails that its committer may have to send, as JSON. */
  leaving: string;
}

/** How a command has left a school: its head, the command's events, and what mail of it is claimed. */
const standing = preparedReading(
  (
    db,
    { school, id, many, kinds, leaving }: Places<Left>,
    { about, hasClaimed, hasMany }: { about: Noun[]; hasClaimed: boolean; hasMany: boolean },
  ) => {
    const before = sql<number>`(select ${schools.seq} - ${many} from ${schools} where ${schools.id} = ${school})`;
    // Where a guard did not hold, the last events have some that were told of many ahead of the steps.
    const isStep = sql`+${events.kind} in (select value from json_each(${kinds}))`;
    const mine = after(before, many, and(eq(events.command, id), hasMany ? isStep : undefined));
    return together({
      head: head(db, school),
      events: readEvents(db, school, mine, about),
      claimed: hasClaimed ? claimedOf(db, leaving) : known([]),
    });
  },
);

function manyOf(db: Db, { now, actor }: Writer, { school, id, many = [] }: Placed): Write[] {
  const told = { school, at: now, command: id, actorId: toldAuthor(actor, school) };
  return many.flatMap((each) => tellMany(db, told, each));
}

function record(db: Db, writer: Writer, command: Placed, { fact, mail }: Step): Write[] {
  const { now, actor } = writer;
  const { school, id, isEcho = false } = command;
  const actorId = isEcho ? null : authorId(actor);
  const told = {
    school,
    now,
    ...fact,
    actorId,
    command: id,
    changes: fact.changes ? JSON.stringify(fact.changes) : null,
  };
  return [
    counted(db, told),
    noted(db, told, { isNamedHere: isNamedHere(actor) }),
    ...(mail ? [posted(db, mail, writer, command)] : []),
  ];
}

interface Told extends Omit<Fact, "changes"> {
  school: string;
  now: number;
  actorId: string | null;
  command: string;
  changes: string | null;
}

const counted = prepared((db, { school }: Places<Told>) =>
  db
    .update(schools)
    .set({ seq: sql`${schools.seq} + 1` })
    .where(and(eq(schools.id, school), carriedOn)),
);

const noted = prepared(
  (
    db,
    { school, now, actorId, ...told }: Places<Told>,
    { isNamedHere }: { isNamedHere: boolean },
  ) =>
    insertFrom(
      db,
      events,
      {
        ...told,
        schoolId: school,
        seq: sql`${schools.seq}`,
        at: now,
        actorId: isNamedHere ? nameHere(actorId, school) : actorId,
      },
      sql`from ${schools} where ${schools.id} = ${school} and ${carriedOn}`,
    ),
);

/** A step's mail. */
function posted(db: Db, mail: Letter, { env, now }: Writer, { school, isSent }: Placed): Write {
  const leaving = isSent ? leavingFrom(env) : null;
  return queuedWith(db, queuedOf(mail, school, now), { sort: sortOf(mail, now), leaving });
}

const queuedWith = prepared(
  (db, mail: Places<Queued>, { sort, leaving }: { sort: Sort; leaving: Leaving | null }) => {
    const atOnce = leaving ? leavesAtOnce(leaving, mail.school, mail.now, sort.kind) : sql`false`;
    return queueing(db, mail, sort, carriedOn, atOnce);
  },
);

function following(
  db: Db,
  writer: Writer,
  { after = [], mails = [], ...command }: Placed,
): Write[] {
  const { school } = command;
  const queued = mails.map(({ letter, where }) =>
    queueMail(db, letter, school, writer.now, where, atOnce(writer, command, letter)),
  );
  return [...after, ...queued];
}

/** Whether a mail leaves with its batch. */
function atOnce({ env, now }: Writer, { school, isSent }: Placed, { kind }: Letter): SQL {
  return isSent ? leavesAtOnce(leavingFrom(env), school, now, kind) : sql`false`;
}

/** Where any step was taken, the key is kept. A second run of the same command breaks on it and undoes the whole batch. */
function remember(db: Db, { now }: Writer, { school, id, key }: Placed): Write[] {
  const isLatest = sql`exists (select 1 from ${events} where ${events.schoolId} = ${school} and ${events.command} = ${id}
    and ${events.seq} = (select ${schools.seq} from ${schools} where ${schools.id} = ${school}))`;
  return key ? [insertWhere(db, commands, { ...key, at: now }, isLatest)] : [];
}

/** Who is told to have done it. Of what people do to their own account, a school they have left hears without their name. */
function toldAuthor(author: Author, school: string): string | SQL | null {
  const id = authorId(author);
  return id !== null && isNamedHere(author) ? nameHere(id, school) : id;
}

/** Whether it is first to be seen if they have a place in the school that is told. */
function isNamedHere(author: Author): boolean {
  return typeof author !== "string" && author.right !== "role";
}

function nameHere(id: OrPlace<string | null>, school: OrPlace<string>): SQL {
  return sql`(select seat.user_id from memberships seat where seat.school_id = ${school}
    and seat.user_id = ${id} and seat.status = 'active')`;
}

/** The table and first column of the unique constraint an error speaks of, such as `users.username`; null for any other error. */
export function brokenUnique(error: unknown): string | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    const match = /UNIQUE constraint failed: (\w+\.\w+)/.exec(e.message);
    if (match?.[1]) return match[1];
  }
  return null;
}
