/** What is wanted of a measure. */
export interface Goal {
  what: string;
  unit: "a second" | "ms" | "times";
  /** The product as a multiple of the floor, of `times` itself: at least, of what is better higher, or at most. */
  wanted: number;
  /** Why it was missed where it was, and what has been tried. The table says so where it is missed again. */
  why: string;
}

const oneThread =
  "Here one thread of workerd runs the Worker, the room and the database; in production each has its own.";

const told = `All of an invite comes before it is told. Tried: one frame a role, sent without copying; nothing in the room waits for the database in the ordinary case. ${oneThread}`;
const passed =
  "Every answer passes what the floor has none of: the checks of where it comes from, the session with its schools and rights, the headers.";
const triedOnLists =
  "Tried: one batch in place of two; only what is shown; texts of queries made once, which took a quarter of the processor's time; headers without copies of the answer; routes remembered by the shape of a path. D1 gives no rows as arrays in a batch.";
const rules =
  "An invite with its mail is 17 statements and 42 rows written in two batches, where the floor has five: the rules over other rows, the history, the outbox, the budgets of mailboxes, and what became of the mail. Tried: nine round trips are three; nearly all statements have texts made once, which took a quarter of the processor's time.";

export const goals = {
  users: {
    what: "list of 50 users, 16 connections",
    unit: "a second",
    wanted: 0.8,
    why: `Each person comes with rights, times and groups, half as many columns again as the floor has. ${passed} ${triedOnLists}`,
  },
  invites: {
    what: "list of 50 invites, 16 connections",
    unit: "a second",
    wanted: 0.8,
    why: `Each invite comes with who sent it and all its times as the contract writes them. ${passed} ${triedOnLists}`,
  },
  invitesBy1: {
    what: "invites of one school, 1 at once",
    unit: "a second",
    wanted: 0.4,
    why: rules,
  },
  invite: { what: "an invite, p50", unit: "ms", wanted: 2, why: rules },
  invitesBy4: {
    what: "invites of one school, 4 at once",
    unit: "a second",
    wanted: 0.4,
    why: rules,
  },
  invitesBy16: {
    what: "invites of one school, 16 at once",
    unit: "a second",
    wanted: 0.4,
    why: rules,
  },
  growth: {
    what: "invites by 16 at once, by 1",
    unit: "times",
    wanted: 2,
    why: `A single client keeps that thread busy already, and the floor, which has nothing else to do, gains as little. Tried: fewer round trips and statements, which help one client as much as sixteen. ${oneThread}`,
  },
  p50: {
    what: "change to 200 watchers, p50",
    unit: "ms",
    wanted: 1.3,
    why: told,
  },
  p99: {
    what: "change to 200 watchers, p99",
    unit: "ms",
    wanted: 1.6,
    why: told,
  },
} satisfies Record<string, Goal>;

/** Round trips to D1 at most: before the answer where that is wanted, and in all. */
export const mostTrips: Record<string, { answered?: number; inAll?: number; rowsRead?: number }> = {
  "an invite with its mail": { answered: 3, inAll: 6 },
  "a resend with its mail": { inAll: 6 },
  "an edit of a user": { inAll: 3 },
  "a withdrawal": { inAll: 3 },
  "an acceptance with its mail": { inAll: 4 },
  "a sign-in": { inAll: 3 },
  "a set-up page": { rowsRead: 10 },
  "a list of 50 users": { inAll: 1 },
  "a list of 50 invites": { inAll: 1 },
};
