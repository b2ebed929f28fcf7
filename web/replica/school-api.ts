import type { InferResponseType } from "hono/client";
import type { Event } from "#domain/events";
import { api } from "./api.ts";

const routes = api.schools[":school"];

/** How many events fill the feed at first. */
const recently = "30";

export type Snapshot = InferResponseType<typeof routes.snapshot.$get, 200>;
export type EventPage = InferResponseType<typeof routes.events.$get, 200>;

/** Where a replica asks. Every question throws a `Problem` when refused. */
export interface Source {
  /** Everything, as of one number. */
  snapshot(): Promise<Snapshot>;
  /** What came after the event `since`, oldest first. */
  events(since: number): Promise<EventPage>;
  /** What happened lately, newest first. */
  recent(): Promise<Event[]>;
}

/** The school's routes of the API. */
export function sourceOf(school: string): Source {
  const param = { school };

  return {
    snapshot: async () => (await routes.snapshot.$get({ param })).json(),
    async events(since) {
      return (await routes.events.$get({ param, query: { since: String(since) } })).json();
    },
    async recent() {
      return (await (await routes.activity.$get({ param, query: { limit: recently } })).json())
        .items;
    },
  };
}
