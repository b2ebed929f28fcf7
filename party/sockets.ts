import type { Connection } from "partyserver";
import type { Role } from "#domain/roles";
import type { Place, Window } from "./presence.ts";
import type { ServerMessage, Whereabouts } from "./protocol.ts";

/** Who is at the other end of a socket. Set once the socket has been greeted; until then it hears nothing. */
export interface Seated {
  userId: string;
  sessionId: string;
  role: Role;
  name: string;
  place: Place | null;
  /** When the socket was opened, epoch milliseconds. */
  since: number;
}

export type Socket = Connection<Seated>;

/** Sends a message to one socket. */
export function send(socket: Socket, message: ServerMessage): void {
  sendFrame(socket, JSON.stringify(message));
}

/** The same, of a message that is already text. */
export function sendFrame(socket: Socket, frame: string): void {
  attempt(() => socket.send(frame));
}

/** Says goodbye first: a close that answers no message of the client's leaves a socket half open for some 10 s. */
export function seeOff(socket: Socket, code: number): void {
  send(socket, { type: "bye", code });
  attempt(() => {
    // Whoever has been seen off hears no more.
    socket.setState(null);
    socket.close(code);
  });
}

/** Notes where somebody says they are. */
export function setPlace(
  socket: Socket,
  { view, focus, editing = false }: Whereabouts,
  at: number,
): void {
  const seated = socket.state;
  if (!seated) return;
  socket.setState({ ...seated, place: view === null ? null : { view, focus, editing, at } });
}

/** A socket as a window of somebody's; `pingedAt` in epoch milliseconds. None when it is not greeted, or shut. */
export function windowOf(socket: Socket, pingedAt: number): Window[] {
  const seated = socket.state;
  if (!seated || socket.readyState !== WebSocket.OPEN) return [];
  return [{ ...seated, heardAt: Math.max(seated.since, seated.place?.at ?? 0, pingedAt) }];
}

/** A socket that is already gone is none of our trouble: its client comes back by itself. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {}
}
