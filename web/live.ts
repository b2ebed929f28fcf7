import ReconnectingWebSocket from "partysocket/ws";
import { createSignal, onCleanup } from "solid-js";
import { closes } from "#party/protocol";
import { signInAgain } from "./api.ts";
import { readFrame } from "./frames.ts";
import { createHearing, type Listener } from "./hearing.ts";
import { pauseBefore } from "./pauses.ts";

export type Liveness = "live" | "reconnecting" | "offline";

/** What the connection needs beyond the replica it feeds. */
export interface Host extends Listener {
  /** The server's clock has been read, epoch milliseconds. */
  setClock(now: number): void;
  /** The membership may have ended or changed: asks. True to carry on, false when this page has been left. */
  checkStanding(): Promise<boolean>;
}

const pingEvery = 25_000;
const pongWithin = 8_000;
/** The browser says there is no network. It may be wrong, so now and then a connection is tried all the same. */
const offlineAttempt = 5;

/** Keeps a replica in step with the room at `path` while the surrounding owner lives. Start it once a snapshot is there. */
export function createLive(path: string, host: Host) {
  const [liveness, setLiveness] = createSignal<Liveness>("reconnecting");
  let attempt = 0;
  let hurry = () => {};
  let pongDue: ReturnType<typeof setTimeout> | undefined;

  const socket = new ReconnectingWebSocket(address, [], {
    maxEnqueuedMessages: 0,
    minReconnectionDelay: 1,
    maxReconnectionDelay: 1,
    connectionTimeout: 10_000,
  });
  const hearing = createHearing(host, {
    onBehind: () => setLiveness(unwell()),
    onTrue: () => setLiveness(socket.readyState === WebSocket.OPEN ? "live" : unwell()),
    onStuck: () => socket.reconnect(),
  });
  const pinging = setInterval(ping, pingEvery);
  const stop = new AbortController();
  const { signal } = stop;

  socket.addEventListener("message", ({ data }) => read(data));
  socket.addEventListener("close", ({ code }) => void part(code));
  window.addEventListener("online", retry, { signal });
  window.addEventListener("offline", lose, { signal });
  document.addEventListener("visibilitychange", wake, { signal });

  onCleanup(() => {
    clearInterval(pinging);
    clearTimeout(pongDue);
    stop.abort();
    socket.close();
  });

  return { liveness };

  /** Where to connect, after a pause: partysocket would wait equally long in every browser. */
  async function address(): Promise<string> {
    if (attempt > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseBefore(attempt - 1));
        hurry = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    attempt++;
    return location.origin.replace(/^http/, "ws") + path;
  }

  function read(data: unknown): void {
    clearTimeout(pongDue);
    const message = readFrame(data);
    if (!message || message.type === "presence") return;
    if (message.type === "hello") {
      attempt = 1;
      host.setClock(Date.parse(message.now));
    }
    hearing.take(message);
  }

  async function part(code: number): Promise<void> {
    clearTimeout(pongDue);
    setLiveness(unwell());
    if (code === closes.sessionEnded) {
      socket.close();
      return signInAgain();
    }
    if (code === closes.membershipEnded) {
      socket.close();
      if (!(await host.checkStanding().catch(() => true))) return;
      await hearing.restart();
      return socket.reconnect();
    }
    // A refused handshake looks like any lost connection: now and then, ask whether one is still welcome.
    if (attempt % 3 === 0 && !(await host.checkStanding().catch(() => true))) socket.close();
  }

  /** A network that died without a word shows by the missing answer. */
  function ping(): void {
    if (socket.readyState !== WebSocket.OPEN || !socket.send("ping")) return;
    clearTimeout(pongDue);
    pongDue = setTimeout(() => socket.reconnect(), pongWithin);
  }

  function retry(): void {
    attempt = 1;
    setLiveness("reconnecting");
    if (socket.readyState === WebSocket.OPEN) socket.reconnect();
    hurry();
  }

  function lose(): void {
    attempt = offlineAttempt;
    socket.reconnect();
    setLiveness("offline");
  }

  /** A laptop that was shut may hold a dead socket. */
  function wake(): void {
    if (document.visibilityState === "visible") ping();
  }

  function unwell(): Liveness {
    return navigator.onLine ? "reconnecting" : "offline";
  }
}
