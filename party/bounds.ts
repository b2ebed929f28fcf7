import type { Socket } from "./sockets.ts";

/** How many sockets may be open at once, of one session, of one person and in one room [R16]. */
export const mostSockets = { session: 20, person: 40, room: 2_000 };

/** Which of a person's windows give way to one more in this session: the oldest, so that the one just opened is heard. */
export function givingWay(
  sockets: readonly Socket[],
  { userId, sessionId }: { userId: string; sessionId: string },
): Socket[] {
  const theirs = sockets
    .filter((socket) => socket.state?.userId === userId)
    .sort((one, other) => (one.state?.since ?? 0) - (other.state?.since ?? 0));
  const ofSession = theirs.filter((socket) => socket.state?.sessionId === sessionId);
  const leaving = oldest(ofSession, mostSockets.session);
  const others = theirs.filter((socket) => !leaving.includes(socket));
  return [...leaving, ...oldest(others, mostSockets.person)];
}

/** Those that are too many once there is one more. */
function oldest(sockets: Socket[], most: number): Socket[] {
  return sockets.slice(0, Math.max(0, sockets.length + 1 - most));
}
