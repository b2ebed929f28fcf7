import ReconnectingWebSocket from "partysocket/ws";
import { createSignal, onCleanup } from "solid-js";
import { closes, type Present, type Whereabouts } from "#party/protocol";
import { signInAgain } from "./api.ts";
import { createAttempts } from "./attempts.ts";
import { forget } from "./device-mark.ts";
import { readFrame } from "./frames.ts";
import { createPings } from "./pings.ts";
import { createPresenceReport, nowhere } from "./report-presence.ts";
import { createSync, type SyncedReplica } from "./sync.ts";

/** `paused`: this person has too many windows open, and this one has given way until it is asked to follow again. */
export type Liveness = "live" | "reconnecting" | "offline" | "paused";

/** What the connection needs beyond the replica it feeds. */
export interface Host extends SyncedReplica {
  /** The server's clock has been read, epoch milliseconds. */
  setClock(now: number): void;
  /** The membership may have ended or changed: asks. True to carry on, false when this page has been left. */
  checkStanding(): Promise<boolean>;
  /** Whose replica this is. */
  me(): string;
  /** Whether others are shown where this person is. */
  isShown(): boolean;
}

/** Keeps a replica in step with the room at `path` while the surrounding owner lives. Start it once a snapshot is there. */
export function createConnection(path: string, host: Host) {
  const [liveness, setLiveness] = createSignal<Liveness>("reconnecting");
  const [people, setPeople] = createSignal<readonly Present[]>([]);
  let whereabouts = nowhere;
  /** The room has said goodbye, which was acted on: the socket's own end says nothing new. */
  let isSeenOff = false;
  /** Coming back by itself would push out another window, which would come back, too. */
  let isPaused = false;

  const attempts = createAttempts();
  const socket = new ReconnectingWebSocket(address, [], {
    maxEnqueuedMessages: 0,
    minReconnectionDelay: 1,
    maxReconnectionDelay: 1,
    connectionTimeout: 10_000,
  });
  const sync = createSync(host, {
    onBehind: () => setLiveness(unwell()),
    onTrue: () => setLiveness(socket.readyState === WebSocket.OPEN ? "live" : unwell()),
    onStuck: reconnect,
  });
  const presence = createPresenceReport((message) => socket.send(JSON.stringify(message)));
  const pings = createPings({
    sendPing: () => socket.readyState === WebSocket.OPEN && socket.send("ping"),
    isLooking,
    onDead: reconnect,
    onAwake: presence.resend,
  });
  const stop = new AbortController();
  const { signal } = stop;

  socket.addEventListener("message", ({ data }) => read(data));
  socket.addEventListener("close", ({ code }) => {
    if (!isSeenOff) void onClosed(code);
  });
  window.addEventListener("online", onOnline, { signal });
  window.addEventListener("offline", onOffline, { signal });
  document.addEventListener("visibilitychange", onVisibility, { signal });

  onCleanup(() => {
    pings.stop();
    presence.disconnected();
    stop.abort();
    socket.close();
  });

  return {
    liveness,
    /** Who is looking, as the room last said; nobody while there is no connection. */
    people,
    /** Says where this person is, now and after every new connection. */
    report(message: Whereabouts): void {
      whereabouts = message;
      reportPresence();
    },
    /** After a pause: another of this person's windows may give way to this one. */
    followAgain(): void {
      isPaused = false;
      setLiveness(unwell());
      attempts.reset();
      socket.reconnect();
    },
  };

  function reconnect(): void {
    if (!isPaused) socket.reconnect();
  }

  async function address(): Promise<string> {
    await attempts.next();
    isSeenOff = false;
    return location.origin.replace(/^http/, "ws") + path;
  }

  function read(data: unknown): void {
    pings.answered();
    const message = readFrame(data);
    if (!message) return;
    if (message.type === "presence") return void setPeople(message.people);
    if (message.type === "bye") return void onBye(message.code);
    if (message.type === "hello") {
      // Somebody else has signed in on this browser while this page was out of reach.
      if (message.you !== undefined && message.you !== host.me()) return void startOver();
      attempts.reset();
      host.setClock(Date.parse(message.now));
      reportPresence();
      presence.connected();
    }
    sync.take(message);
  }

  /** The socket's end may be long in coming, and in some browsers never comes. */
  function onBye(code: number): void {
    if (isSeenOff) return;
    isSeenOff = true;
    void onClosed(code);
    if (!isFinal(code)) socket.reconnect();
  }

  async function startOver(): Promise<void> {
    socket.close();
    await forget();
    location.reload();
  }

  async function onClosed(code: number): Promise<void> {
    pings.answered();
    presence.disconnected();
    setPeople([]);
    isPaused ||= code === closes.tooManyWindows;
    setLiveness(unwell());
    if (isPaused) return socket.close();
    if (code === closes.sessionEnded) {
      socket.close();
      return signInAgain();
    }
    if (code === closes.membershipEnded) {
      socket.close();
      void forget();
      if (!(await host.checkStanding().catch(() => true))) return;
      await sync.restart();
      return socket.reconnect();
    }
    // A refused handshake looks like any lost connection: now and then, ask whether one is still welcome.
    if (!attempts.isThird()) return;
    const isWelcome = await host.checkStanding().catch(() => null);
    if (isWelcome === false) socket.close();
    // The server answers, the room does not: a full one lets nobody in. Its news comes by the way there is.
    if (isWelcome) sync.askForMore();
  }

  /** A page that nobody looks at is nowhere. */
  function reportPresence(): void {
    presence.report(isLooking() ? whereabouts : nowhere);
  }

  function isLooking(): boolean {
    return document.visibilityState === "visible" && host.isShown();
  }

  function onOnline(): void {
    attempts.reset();
    setLiveness(unwell());
    if (socket.readyState === WebSocket.OPEN) reconnect();
    attempts.hurry();
  }

  function onOffline(): void {
    attempts.slowDown();
    reconnect();
    setLiveness(unwell());
  }

  /** The page has come into sight or gone out of it. A laptop that was shut may hold a dead socket. */
  function onVisibility(): void {
    reportPresence();
    if (document.visibilityState === "visible") pings.ping();
  }

  function unwell(): Liveness {
    if (isPaused) return "paused";
    return navigator.onLine ? "reconnecting" : "offline";
  }
}

/** Whether the room's goodbye is one that the socket does not come back from by itself. */
function isFinal(code: number): boolean {
  const final: number[] = [closes.sessionEnded, closes.membershipEnded, closes.tooManyWindows];
  return final.includes(code);
}
