import { batch, createContext, createSignal, useContext } from "solid-js";
import type { Event } from "#domain/events";
import type { PublicInvite } from "#domain/invites";
import type { PublicRecovery } from "#domain/recoveries";
import { can, type Role } from "#domain/roles";
import type { PublicSchool } from "#domain/schools";
import type { ListedUser, PublicUser } from "#domain/users";
import { api } from "../api.ts";
import type { Heard } from "../frames.ts";
import type { Liveness } from "../live.ts";
import { createClock } from "./clock.ts";
import { createFeed } from "./feed.ts";
import { createRows } from "./rows.ts";
import { isWhole } from "./users.ts";

/** How many events are fetched to fill the feed at first. */
const recently = 30;

/** A browser's copy of one school: what the snapshot said, and every event since. */
export function createSchool(id: string) {
  const clock = createClock();
  const invites = createRows<PublicInvite>();
  const users = createRows<PublicUser | ListedUser>();
  const feed = createFeed();
  const [school, setSchool] = createSignal<PublicSchool | null>(null);
  const [recovery, setRecovery] = createSignal<PublicRecovery | null>(null);
  const listeners = new Set<(events: Event[]) => void>();
  /** Invites and people that appeared while this page was open, and have not been shown yet. */
  const fresh = new Set<string>();
  let position: Heard = { epoch: "", seq: 0 };
  const param = { school: id };

  return {
    id,
    clock,
    invites,
    users,
    feed,
    school,
    recovery,
    fresh,
    heard: () => position,
    load,
    loadFeed,
    hear,
    catchUp,
    onHeard,
    took,
    tookUser,
    tookSchool,
    tookRecovery,
  };

  /** Everything anew. Throws a `Problem`. */
  async function load(): Promise<void> {
    const response = await api.schools[":school"].snapshot.$get({ param });
    const snapshot = await response.json();
    batch(() => {
      setSchool(snapshot.school);
      setRecovery(snapshot.recovery);
      users.replace(snapshot.users);
      invites.replace(snapshot.invites);
    });
    position = { epoch: snapshot.epoch, seq: snapshot.seq };
  }

  /** What happened shortly before this page was opened. */
  async function loadFeed(role: Role): Promise<void> {
    if (!can(role, "seeInvites")) return;
    const news = await catchUp(Math.max(0, position.seq - recently));
    feed.add(news.events);
  }

  async function catchUp(since: number) {
    const asked = { param, query: { since: String(since) } };
    return (await api.schools[":school"].events.$get(asked)).json();
  }

  /** Takes in consecutive events; everything up to `seq` is known then. */
  function hear(events: Event[], seq: number): void {
    batch(() => {
      for (const event of events) take(event);
      feed.add(events);
    });
    position = { ...position, seq };
    for (const tell of listeners) tell(events);
  }

  /** Takes in a row that a command of this page answered with, before its event arrives. */
  function took(invite: PublicInvite): void {
    if (!invites.at(invite.id)) fresh.add(invite.id);
    invites.upsert(invite);
  }

  function tookUser(user: PublicUser | ListedUser): void {
    if (!users.at(user.id)) fresh.add(user.id);
    users.upsert(user);
  }

  function tookSchool(row: PublicSchool): void {
    setSchool((known) => (known && known.version > row.version ? known : row));
  }

  function tookRecovery(row: PublicRecovery): void {
    setRecovery((known) => (known?.id === row.id && known.version > row.version ? known : row));
  }

  /** Calls `tell` with all events heard from now on. */
  function onHeard(tell: (events: Event[]) => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }

  function take(event: Event): void {
    if ("invite" in event && event.invite) took(event.invite);
    // The directory of Editors and Viewers lists the active alone.
    if (event.kind === "user.deactivated" && !isWhole(event.user)) users.remove(event.user.id);
    else if ("user" in event) tookUser(event.user);
    if ("school" in event) tookSchool(event.school);
    if ("recovery" in event) tookRecovery(event.recovery);
  }
}

export type School = ReturnType<typeof createSchool>;

/** What every part of a school's pages may use. */
export interface Place {
  school: School;
  me: { id: string; name: string; role: Role };
  liveness: () => Liveness;
}

export const PlaceContext = createContext<Place>();

/** The school around this component, and who is looking. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("There is no school around this component.");
  return place;
}
