import type { RowPlace } from "../../place.ts";
import { createClock } from "../../replica/clock.ts";
import type { Snapshot } from "../../replica/school-api.ts";
import type { SessionAnswer } from "../../replica/session.ts";

/** What a school's page is about to show, as it came, and when. */
export interface Known {
  id: string;
  session: SessionAnswer;
  snapshot: Snapshot;
  /** The server's time, epoch milliseconds; 0 where it is not known. */
  serverTime: number;
}

/** What is around the rows of a glance. */
export function createRowPlace({ id, session, snapshot, serverTime }: Known): RowPlace {
  const clock = createClock();
  if (serverTime > 0) clock.setServerTime(serverTime);
  const { user, memberships } = session;
  const role = memberships.find(({ schoolId }) => schoolId === id)?.role ?? "viewer";
  const invites = found(snapshot.invites);
  return {
    school: {
      id,
      clock,
      timeZone: () => snapshot.school.timeZone,
      fresh: new Set(),
      invites: { at: invites, knownAt: invites },
      users: { at: found(snapshot.users) },
      messages: { all: () => snapshot.messages },
    },
    me: { id: user.id, name: "", role },
    mail: { known: () => null },
  };
}

function found<T extends { id: string }>(rows: readonly T[]): (id: string) => T | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id);
}
