import { batch, createSignal } from "solid-js";
import type { Event } from "#domain/events";
import type { PublicRecovery } from "#domain/recoveries";
import { can, type Role } from "#domain/roles";
import type { PublicSchool } from "#domain/schools";
import { createClock } from "./clock.ts";
import { createFeed } from "./feed.ts";
import type { Heard } from "./frames.ts";
import type { Rows } from "./rows.ts";
import type { EventPage, Source } from "./school-api.ts";
import {
  createTables,
  eachTable,
  type RowOf,
  type RowsByTable,
  stepsOf,
  type TableName,
  tableNames,
} from "./tables.ts";

/** All that a replica knows, every row of it at least as new as the number says. */
export interface State extends Heard, RowsByTable {
  school: PublicSchool | null;
  recovery: PublicRecovery | null;
  /** From when on, ISO 8601, the invites here are whole: older ones are asked for. Null where these are all there are. */
  invitesSince: string | null;
  /** What has happened lately, newest first. */
  events: readonly Event[];
}

/** Told of the events heard, and of the number before them. */
type Hearer = (events: Event[], since: number) => void;

/** For so long a row counts as new, milliseconds. One that is scrolled to later is not. */
const freshFor = 5_000;

/** A browser's copy of one school: what the snapshot said, and every event since. */
export function createSchool(id: string, source: Source) {
  const clock = createClock();
  const tables = createTables(markFresh);
  const feed = createFeed();
  const [school, setSchool] = createSignal<PublicSchool | null>(null);
  const [recovery, setRecovery] = createSignal<PublicRecovery | null>(null);
  const [invitesSince, setInvitesSince] = createSignal<string | null>(null);
  const hearers = new Set<Hearer>();
  /** Invites and people that have just appeared, and have not been shown yet. */
  const fresh = new Set<string>();
  const [snapshots, setSnapshots] = createSignal(0);
  let position: Heard = { epoch: "", seq: 0 };

  return {
    id,
    clock,
    ...tables,
    feed,
    school,
    recovery,
    invitesSince,
    timeZone,
    fresh,
    /** How often a snapshot was taken: after another one, not every event before it was heard. */
    snapshots,
    heard: () => position,
    state,
    restore,
    load,
    loadFeed,
    hear,
    catchUp,
    onHeard,
    tookSchool,
    tookRecovery,
  };

  /** The time zone the school lives by, as IANA names it. */
  function timeZone(): string {
    return school()?.timeZone ?? "Europe/London";
  }

  /** The truth as it was last heard, without what is only expected. */
  function state(): State {
    const about = { school: school(), recovery: recovery(), invitesSince: invitesSince() };
    const rows = eachTable((name) => tables[name].known());
    return { ...position, ...about, ...rows, events: feed.events() };
  }

  /** Becomes what was known before. */
  function restore(known: Omit<State, "events"> & Partial<Pick<State, "events">>): void {
    batch(() => {
      if (known.epoch !== position.epoch) feed.clear();
      setSchool(known.school);
      setRecovery(known.recovery);
      // What an older page kept is all there was.
      setInvitesSince(known.invitesSince ?? null);
      for (const name of tableNames) tableAt(name).replace(known[name]);
      if (known.events) feed.add(known.events);
    });
    position = { epoch: known.epoch, seq: known.seq };
  }

  /** Everything anew. Throws a `Problem`. */
  async function load(): Promise<void> {
    let snapshot = await source.snapshot();
    // What was heard while the answer was on its way is not unheard again.
    while (snapshot.epoch === position.epoch && snapshot.seq < position.seq)
      snapshot = await source.snapshot();
    restore(snapshot);
    setSnapshots((count) => count + 1);
  }

  /** What happened shortly before this page was opened. */
  async function loadFeed(role: Role): Promise<void> {
    if (can(role, "seeInvites")) feed.add(await source.recent());
  }

  function catchUp(since: number): Promise<EventPage> {
    return source.events(since);
  }

  /** Takes in consecutive events; everything up to `seq` is known then. */
  function hear(events: Event[], seq: number): void {
    const since = position.seq;
    batch(() => {
      for (const event of events) take(event);
      feed.add(events);
    });
    position = { ...position, seq };
    for (const tell of hearers) tell(events, since);
  }

  function tookSchool(row: PublicSchool): void {
    setSchool((known) => (known && known.version > row.version ? known : row));
  }

  function tookRecovery(row: PublicRecovery): void {
    setRecovery((known) => (known?.id === row.id && known.version > row.version ? known : row));
  }

  /** Calls `tell` with all events heard from now on. */
  function onHeard(tell: Hearer): () => void {
    hearers.add(tell);
    return () => hearers.delete(tell);
  }

  function markFresh(id: string): void {
    fresh.add(id);
    setTimeout(() => fresh.delete(id), freshFor);
  }

  function tableAt(name: TableName): Rows<RowOf<TableName>> {
    return tables[name] as Rows<RowOf<TableName>>;
  }

  function take(event: Event): void {
    for (const name of tableNames)
      for (const step of stepsOf(name, event)) tableAt(name).follow(step);
    if ("school" in event) tookSchool(event.school);
    if ("recovery" in event) tookRecovery(event.recovery);
  }
}

export type School = ReturnType<typeof createSchool>;
