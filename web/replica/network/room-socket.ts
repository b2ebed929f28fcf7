import type ReconnectingWebSocket from "partysocket/ws";
import { closes, type Hello, type ServerMessage, type Whereabouts } from "#party/protocol";
import { readFrame } from "../frames.ts";
import { createAttempts } from "./attempts.ts";
import { createPings } from "./pings.ts";

/** What comes of a socket, said once each. */
interface Around {
  /** The room has let this page in. */
  onHello(hello: Hello): void;
  onMessage(message: Exclude<ServerMessage, { type: "bye" }>): void;
  /** There is no connection, for the reason that the code says. `isRefused`: nobody was let in before. */
  onClosed(code: number, isRefused: boolean): void;
  /** A question was sent that anybody who is there answers at once. */
  onAsked(): void;
  /** Something was heard. */
  onHeard(): void;
  /** This computer has slept. */
  onAwake(): void;
  isLooking(): boolean;
}

/** The socket to the room at `path`, which is opened again and again until it is closed. */
export function createRoomSocket(path: string, around: Around) {
  const attempts = createAttempts();
  let isGreeted = false;
  /** The room has said goodbye, which was acted on: the socket's own end says nothing new. */
  let isSeenOff = false;
  let isWanted = true;
  let socket: ReconnectingWebSocket | undefined;
  const pings = createPings({
    sendPing,
    isLooking: around.isLooking,
    onDead: reconnect,
    onAwake: around.onAwake,
  });

  void open();

  return {
    attempts,
    ping: pings.ping,
    /** Whether the room has let this page in, and the connection stands. */
    isOpen: () => isGreeted && socket?.readyState === WebSocket.OPEN,
    send: (message: Whereabouts) => socket?.send(JSON.stringify(message)) ?? false,
    reconnect,
    close,
    stop() {
      pings.stop();
      close();
    },
  };

  /** The code of sockets is no part of the first load; where it does not come, the page asks for its news meanwhile. */
  async function open(): Promise<void> {
    for (; isWanted && !socket; await attempts.next()) {
      const code = await import("partysocket/ws").catch(() => null);
      if (code && isWanted) socket = opened(code.default);
      if (socket) return;
    }
  }

  function opened(Socket: typeof ReconnectingWebSocket): ReconnectingWebSocket {
    const made = new Socket(address, [], {
      maxEnqueuedMessages: 0,
      minReconnectionDelay: 1,
      maxReconnectionDelay: 1,
      connectionTimeout: 10_000,
    });
    made.addEventListener("message", ({ data }) => read(data));
    made.addEventListener("close", ({ code }) => {
      if (!isSeenOff) closed(code);
    });
    return made;
  }

  function close(): void {
    isWanted = false;
    socket?.close();
  }

  async function address(): Promise<string> {
    await attempts.next();
    isSeenOff = false;
    return location.origin.replace(/^http/, "ws") + path;
  }

  function sendPing(): boolean {
    const hasLeft = socket?.readyState === WebSocket.OPEN && socket.send("ping");
    if (hasLeft) around.onAsked();
    return hasLeft;
  }

  function read(data: unknown): void {
    pings.answered();
    if (isGreeted) around.onHeard();
    const message = readFrame(data);
    if (!message) return;
    if (message.type === "bye") return void onBye(message.code);
    if (message.type === "hello" && !isGreeted) {
      isGreeted = true;
      attempts.reset();
      around.onHello(message);
    }
    around.onMessage(message);
  }

  /** The socket's end may be long in coming, and in some browsers never comes. */
  function onBye(code: number): void {
    if (isSeenOff) return;
    isSeenOff = true;
    closed(code);
    if (!isFinal(code)) reconnect();
  }

  function closed(code: number): void {
    pings.answered();
    const isRefused = !isGreeted;
    isGreeted = false;
    around.onClosed(code, isRefused);
  }

  function reconnect(): void {
    isWanted = true;
    if (socket) socket.reconnect();
    else void open();
  }
}

/** Whether the room's goodbye is one that the socket does not come back from by itself. */
function isFinal(code: number): boolean {
  const final: number[] = [closes.sessionEnded, closes.membershipEnded, closes.tooManyWindows];
  return final.includes(code);
}
