import ReconnectingWebSocket from "partysocket/ws";
import { createSignal, onCleanup } from "solid-js";
import { closes, heartbeat, type Present, type Whereabouts } from "#party/protocol";
import { signInAgain } from "./api.ts";
import { pauseBefore } from "./backoff.ts";
import { forget } from "./device-mark.ts";
import { readFrame } from "./frames.ts";
import { createSaying, nowhere } from "./report-presence.ts";
import { createHearing, type Listener } from "./sync.ts";

export type Liveness = "live" | "reconnecting" | "offline";

/** What the connection needs beyond the replica it feeds. */
export interface Host extends Listener {
  /** The server's clock has been read, epoch milliseconds. */
  setClock(now: number): void;
  /** The membership may have ended or changed: asks. True to carry on, false when this page has been left. */
  checkStanding(): Promise<boolean>;
  /** Whose replica this is. */
  me(): string;
  /** Whether others are shown where this person is. */
  isShown(): boolean;
}

/** A window that shows nobody where it is pings at every fifth beat only: enough to find a dead network. */
const quietBeats = 5;
const pongWithin = 8_000;
/** The browser says there is no network. It may be wrong, so now and then a connection is tried all the same. */
const offlineAttempt = 5;

/** Keeps a replica in step with the room at `path` while the surrounding owner lives. Start it once a snapshot is there. */
export function createLive(path: string, host: Host) {
  const [liveness, setLiveness] = createSignal<Liveness>("reconnecting");
  const [people, setPeople] = createSignal<readonly Present[]>([]);
  let whereabouts = nowhere;
  /** The room has said goodbye, which was acted on: the socket's own end says nothing new. */
  let isSeenOff = false;
  let attempt = 0;
  let beats = 0;
  let beatAt = Date.now();
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
  const saying = createSaying((message) => socket.send(JSON.stringify(message)));
  const beating = setInterval(beat, heartbeat.every);
  const stop = new AbortController();
  const { signal } = stop;

  socket.addEventListener("message", ({ data }) => read(data));
  socket.addEventListener("close", ({ code }) => {
    if (!isSeenOff) void part(code);
  });
  window.addEventListener("online", retry, { signal });
  window.addEventListener("offline", lose, { signal });
  document.addEventListener("visibilitychange", turn, { signal });

  onCleanup(() => {
    clearInterval(beating);
    forgetPong();
    saying.part();
    stop.abort();
    socket.close();
  });

  return {
    liveness,
    /** Who is looking, as the room last said; nobody while there is no connection. */
    people,
    /** Says where this person is, now and after every new connection. */
    say(message: Whereabouts): void {
      whereabouts = message;
      say();
    },
  };

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
    isSeenOff = false;
    return location.origin.replace(/^http/, "ws") + path;
  }

  function read(data: unknown): void {
    forgetPong();
    const message = readFrame(data);
    if (!message) return;
    if (message.type === "presence") return void setPeople(message.people);
    if (message.type === "bye") return void seeOff(message.code);
    if (message.type === "hello") {
      // Somebody else has signed in on this browser while this page was out of reach.
      if (message.you !== undefined && message.you !== host.me()) return void startOver();
      attempt = 1;
      host.setClock(Date.parse(message.now));
      say();
      saying.greet();
    }
    hearing.take(message);
  }

  /** The socket's end may be long in coming, and in some browsers never comes. */
  function seeOff(code: number): void {
    if (isSeenOff) return;
    isSeenOff = true;
    void part(code);
    if (code !== closes.sessionEnded && code !== closes.membershipEnded) socket.reconnect();
  }

  async function startOver(): Promise<void> {
    socket.close();
    await forget();
    location.reload();
  }

  async function part(code: number): Promise<void> {
    forgetPong();
    saying.part();
    setPeople([]);
    setLiveness(unwell());
    if (code === closes.sessionEnded) {
      socket.close();
      return signInAgain();
    }
    if (code === closes.membershipEnded) {
      socket.close();
      void forget();
      if (!(await host.checkStanding().catch(() => true))) return;
      await hearing.restart();
      return socket.reconnect();
    }
    // A refused handshake looks like any lost connection: now and then, ask whether one is still welcome.
    if (attempt % 3 === 0 && !(await host.checkStanding().catch(() => true))) socket.close();
  }

  /** By its pings the room knows that a window is still there. */
  function beat(): void {
    const now = Date.now();
    const wasAsleep = now - beatAt > heartbeat.lapse;
    beatAt = now;
    beats++;
    if (isLooking() || beats % quietBeats === 0) ping();
    // Meanwhile the room has counted this window out.
    if (wasAsleep) saying.repeat();
  }

  /** A network that died without a word shows by the missing answer. */
  function ping(): void {
    if (socket.readyState !== WebSocket.OPEN || !socket.send("ping")) return;
    // Beats come faster than this runs out: the first unanswered one counts.
    pongDue ??= setTimeout(giveUp, pongWithin);
  }

  function giveUp(): void {
    forgetPong();
    socket.reconnect();
  }

  function forgetPong(): void {
    clearTimeout(pongDue);
    pongDue = undefined;
  }

  /** A page that nobody looks at is nowhere. */
  function say(): void {
    saying.say(isLooking() ? whereabouts : nowhere);
  }

  function isLooking(): boolean {
    return document.visibilityState === "visible" && host.isShown();
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

  /** The page has come into sight or gone out of it. A laptop that was shut may hold a dead socket. */
  function turn(): void {
    say();
    if (document.visibilityState === "visible") ping();
  }

  function unwell(): Liveness {
    return navigator.onLine ? "reconnecting" : "offline";
  }
}
