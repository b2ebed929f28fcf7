import * as z from "zod/mini";
import type { Event } from "#domain/events";

export interface Hello {
  type: "hello";
  epoch: string;
  seq: number;
  /** The server's clock, ISO 8601 UTC, so that countdowns agree with it. */
  now: string;
  /** The account that was let in, in the first message of a connection. */
  you?: string | undefined;
}

/** All that this person may see of the numbers `from` to `to`. */
export interface Events {
  type: "events";
  epoch: string;
  from: number;
  to: number;
  events: Event[];
}

/** What somebody says of where they are: a page, and the row they are on. `view: null` is to be looking elsewhere. */
export const Whereabouts = z.strictObject({
  type: z.literal("presence"),
  view: z.nullable(z.string().check(z.maxLength(100))),
  /** The id of an invite or account. */
  focus: z.nullable(z.string().check(z.maxLength(100))),
  /** Whether what has the focus is being changed. */
  editing: z.optional(z.boolean()),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

/** Somebody who is looking at this moment. Who it is the room knows from the session alone. */
export interface Present {
  userId: string;
  name: string;
  view: string;
  focus: string | null;
  editing: boolean;
}

/** Everybody who is looking, the reader included: one entry for a person, however many windows. */
export interface Presence {
  type: "presence";
  people: Present[];
}

/** The room's last word, before it closes the socket with this code: a close of its own accord can take long to arrive. */
export interface Bye {
  type: "bye";
  code: number;
}

/** What the room says. */
export type ServerMessage = Hello | Events | Presence | Bye;

/** How often a window that is looked at says `ping`, and how long after its last word somebody counts as gone. */
export const heartbeat = { everyMs: 2_000, lapseMs: 12_000 } as const;

/** Why the room closes a socket. Anything a client sends that the room does not know is 1008; 1011 is our own fault. */
export const closes = {
  sessionEnded: 4401,
  membershipEnded: 4403,
  /** This person has opened so many windows since that this one gives way. */
  tooManyWindows: 4429,
  notUnderstood: 1008,
  failed: 1011,
} as const;
