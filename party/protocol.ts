import * as z from "zod/mini";
import { Event } from "#domain/events";

const Hello = z.object({
  type: z.literal("hello"),
  epoch: z.string(),
  seq: z.number(),
  /** The server's clock, ISO 8601 UTC, so that countdowns agree with it. */
  now: z.string(),
});

/** All that this person may see of the numbers `from` to `to`. */
const Events = z.object({
  type: z.literal("events"),
  epoch: z.string(),
  from: z.number(),
  to: z.number(),
  events: z.array(Event),
});

export type Hello = z.infer<typeof Hello>;
export type Events = z.infer<typeof Events>;

/** What the room says. */
export type ServerMessage = Hello | Events;

/** Why the room closes a socket. Anything a client sends that the room does not know is 1008. */
export const closes = { sessionEnded: 4401, membershipEnded: 4403, notUnderstood: 1008 } as const;
