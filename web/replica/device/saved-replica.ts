import { type Event, isKeepable } from "#domain/events";
import { recent } from "../feed.ts";
import type { School, State } from "../school.ts";
import type { SessionAnswer } from "../session.ts";
import { type RowsByTable, rowOf, stepsOf, type TableName, tableNames } from "../tables.ts";
import { type Head, openDatabase, tables, type Writing } from "./database.ts";
import { amend, refill, rowsOf, shelfOf } from "./saved-rows.ts";

/** What nobody has used for this long is erased, milliseconds. */
const unusedForMs = 7 * 24 * 3_600_000;

/** A replica as it was kept, and who was looking. */
export interface Known {
  session: SessionAnswer;
  state: State;
  /** When it was last so, epoch milliseconds. */
  asOf: number;
}

let database: ReturnType<typeof openDatabase> | null = null;

/** What is kept of a school under this mark. Whatever was kept under another, or lay unused for long, is erased. */
export async function openSavedReplica(schoolId: string, mark: string) {
  database ??= openDatabase(mark);
  const kept = await database;
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
      const head = {
        ...beside(state),
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

export type Following = ReturnType<Awaited<ReturnType<typeof openSavedReplica>>["follow"]>;

/** The session's answer of the school used last, or null. */
export async function latestSession(mark: string): Promise<SessionAnswer | null> {
  database ??= openDatabase(mark);
  const heads = await (await database).write((tx) => valid(tx, mark));
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
  const { epoch, seq, school, recovery, invitesSince, events, session, usedAt: asOf } = head;
  const shelves = tableNames.map(async (name) => [name, await rowsOf(tx, name, schoolId)]);
  const rows = Object.fromEntries(await Promise.all(shelves)) as RowsByTable;
  return { session, asOf, state: { epoch, seq, school, recovery, invitesSince, events, ...rows } };
}

async function valid(tx: Writing, mark: string): Promise<Head[]> {
  const heads = await tx.objectStore("heads").getAll();
  if (heads.every((head) => head.mark === mark && Date.now() - head.usedAt < unusedForMs))
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
  await Promise.all([
    tx.objectStore("heads").put(head),
    ...tableNames.map((name) =>
      amend(shelfOf(tx, name), head.id, touchedIn(name, events), state[name]),
    ),
  ]);
}

/** The rows of a table that events are about. */
function touchedIn(name: TableName, events: Event[]): { id: string; seq: number }[] {
  return events.flatMap((event) =>
    stepsOf(name, event).map((step) => ({ id: rowOf(step), seq: event.seq })),
  );
}

async function rewrite(tx: Writing, head: Head, state: State): Promise<void> {
  await Promise.all([
    tx.objectStore("heads").put(head),
    ...tableNames.map((name) => refill(shelfOf(tx, name), head, state[name])),
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

function isSame(known: Head | undefined, head: Head): known is Head {
  return known?.epoch === head.epoch && known.mark === head.mark && known.account === head.account;
}

/** What is kept of a state beside the rows: of what has happened, all that may be. */
export function beside(state: State): Omit<State, TableName> {
  const rows = new Set<string>(tableNames);
  const rest = Object.entries(state).filter(([name]) => !rows.has(name));
  const kept = Object.fromEntries(rest) as unknown as Omit<State, TableName>;
  return { ...kept, events: state.events.filter(isKeepable) };
}
