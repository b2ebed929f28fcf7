import type { Event } from "#domain/events";
import { type Head, openKept, type Placed, tables, type Writing } from "./database.ts";
import { recent } from "./feed.ts";
import type { School, State } from "./school.ts";
import type { SessionAnswer } from "./session.ts";

/** What nobody has used for this long is erased, milliseconds. */
const unusedFor = 7 * 24 * 3_600_000;

/** A replica as it was kept, and who was looking. */
export interface Known {
  session: SessionAnswer;
  state: State;
}

let opening: ReturnType<typeof openKept> | null = null;

/** What is kept of a school under this mark. Whatever was kept under another, or lay unused for long, is erased. */
export async function openKeeping(schoolId: string, mark: string) {
  opening ??= openKept(mark);
  const kept = await opening;
  const known = (await kept.write((tx) => read(tx, mark, schoolId))) ?? null;

  return { known, follow };

  /** Keeps step with a replica; gives the verbs to say what else has come of the server. */
  function follow(school: School, session: () => SessionAnswer | null) {
    /** In whose eyes the rows are as they are. */
    let seat = known && seatOf(known.session);
    school.onHeard((events, since) =>
      write((tx, head, state) => hear(tx, head, state, events, since)),
    );

    return {
      /** Everything has been taken anew. */
      renewed(): void {
        seat = seatOf(session());
        write(rewrite);
      },
      /** The session's answer has come, or the feed. */
      confirmed: () => write(confirm),
    };

    /** By the time its turn comes the replica may have moved on: what is written is as of now. */
    function write(work: (tx: Writing, head: Head, state: State) => Promise<unknown>): void {
      const answer = session();
      if (!answer || seatOf(answer) !== seat) return;
      const state = school.state();
      const { users: _users, invites: _invites, ...about } = state;
      const head = {
        ...about,
        id: schoolId,
        mark,
        account: answer.user.id,
        session: answer,
        usedAt: Date.now(),
      };
      void kept.write((tx) => work(tx, head, state));
    }
  }

  function seatOf(answer: SessionAnswer | null): string {
    return `${answer?.user.id} ${answer?.memberships.find((one) => one.schoolId === schoolId)?.role}`;
  }
}

export type Following = ReturnType<Awaited<ReturnType<typeof openKeeping>>["follow"]>;

/** The session's answer of the school used last, or null. */
export async function latestSession(mark: string): Promise<SessionAnswer | null> {
  opening ??= openKept(mark);
  const heads = await (await opening).write((tx) => valid(tx, mark));
  return (
    heads?.reduce<Head | null>(
      (latest, head) => (latest && latest.usedAt > head.usedAt ? latest : head),
      null,
    )?.session ?? null
  );
}

async function read(tx: Writing, mark: string, schoolId: string): Promise<Known | null> {
  const head = (await valid(tx, mark)).find(({ id }) => id === schoolId);
  if (!head) return null;
  const [users, invites] = await Promise.all([
    tx.objectStore("users").getAll(ofSchool(schoolId)),
    tx.objectStore("invites").getAll(ofSchool(schoolId)),
  ]);
  const { epoch, seq, school, recovery, events, session } = head;
  return {
    session,
    state: {
      epoch,
      seq,
      school,
      recovery,
      events,
      users: inOrder(users),
      invites: inOrder(invites),
    },
  };
}

async function valid(tx: Writing, mark: string): Promise<Head[]> {
  const heads = await tx.objectStore("heads").getAll();
  if (heads.every((head) => head.mark === mark && Date.now() - head.usedAt < unusedFor))
    return heads;
  await Promise.all(tables.map((table) => tx.objectStore(table).clear()));
  return [];
}

/** Takes in the events after `since`, unless another tab was quicker. */
async function hear(
  tx: Writing,
  head: Head,
  state: State,
  events: Event[],
  since: number,
): Promise<void> {
  const known = await tx.objectStore("heads").get(head.id);
  if (!isSame(known, head) || known.seq < since) return rewrite(tx, head, state);
  if (known.seq >= head.seq) return;
  const users = events.flatMap((event) =>
    "user" in event ? [{ id: event.user.id, seq: event.seq }] : [],
  );
  const invites = events.flatMap((event) =>
    "invite" in event && event.invite ? [{ id: event.invite.id, seq: event.seq }] : [],
  );
  await Promise.all([
    tx.objectStore("heads").put(head),
    amend(tx.objectStore("users"), head.id, users, state.users),
    amend(tx.objectStore("invites"), head.id, invites, state.invites),
  ]);
}

async function rewrite(tx: Writing, head: Head, state: State): Promise<void> {
  const [users, invites] = [tx.objectStore("users"), tx.objectStore("invites")];
  await Promise.all([
    tx.objectStore("heads").put(head),
    users.delete(ofSchool(head.id)),
    invites.delete(ofSchool(head.id)),
    ...state.users.map((row, index) =>
      users.put({ school: head.id, id: row.id, place: head.seq - index, row }),
    ),
    ...state.invites.map((row, index) =>
      invites.put({ school: head.id, id: row.id, place: head.seq - index, row }),
    ),
  ]);
}

async function confirm(tx: Writing, head: Head): Promise<void> {
  const known = await tx.objectStore("heads").get(head.id);
  if (!isSame(known, head)) return;
  const { session, usedAt, events } = head;
  await tx
    .objectStore("heads")
    .put({ ...known, session, usedAt, events: recent(known.events, events) });
}

/** The part of a table that this needs. */
interface Shelf<T> {
  get(key: [string, string]): Promise<Placed<T> | undefined>;
  put(row: Placed<T>): Promise<unknown>;
  delete(key: [string, string]): Promise<unknown>;
}

/** Puts each of these rows as it is now where it stood, a new one in front; one that is no more goes. */
async function amend<T extends { id: string }>(
  shelf: Shelf<T>,
  school: string,
  touched: { id: string; seq: number }[],
  rows: readonly T[],
): Promise<void> {
  const places = new Map(touched.toReversed().map(({ id, seq }) => [id, seq]));
  const now = new Map(rows.flatMap((row) => (places.has(row.id) ? [[row.id, row]] : [])));
  await Promise.all(
    [...places].map(async ([id, seq]) => {
      const row = now.get(id);
      if (!row) return shelf.delete([school, id]);
      const before = await shelf.get([school, id]);
      return shelf.put({ school, id, place: before?.place ?? seq, row });
    }),
  );
}

function isSame(known: Head | undefined, head: Head): known is Head {
  return known?.epoch === head.epoch && known.mark === head.mark && known.account === head.account;
}

function ofSchool(school: string): IDBKeyRange {
  return IDBKeyRange.bound([school], [school, []]);
}

function inOrder<T>(rows: Placed<T>[]): T[] {
  return rows.sort((one, other) => other.place - one.place).map(({ row }) => row);
}
