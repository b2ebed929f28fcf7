import { createSignal, onCleanup } from "solid-js";
import { closes, type Hello, type Present, type Whereabouts } from "#party/protocol";
import { isAnswer, isSentAway, signInAgain, startOver } from "./api.ts";
import { createWait, retryDelayMs } from "./backoff.ts";
import { forget } from "./device/device-mark.ts";
import { contact } from "./network/contact.ts";
import { createPolls, pollEveryMs } from "./network/polls.ts";
import { onPosition } from "./network/positions.ts";
import { askAgain } from "./network/requests.ts";
import { createRoomSocket } from "./network/room-socket.ts";
import { createPresenceReport, nowhere } from "./report-presence.ts";
import { createSync, type SyncedReplica } from "./sync.ts";

/**
 * `polling` where no socket gets through; `unreachable` while the device is online and the server does not answer; `paused`:
 * this person has too many windows open, and this one has given way until it is asked to follow again.
 */
export type Liveness = "live" | "polling" | "reconnecting" | "unreachable" | "offline" | "paused";

/** Whether what one sees is up to date, or was a few seconds ago. */
export function isUpToDate(liveness: Liveness): boolean {
  return liveness === "live" || liveness === "polling";
}

/** So often a network may refuse a socket before the page does without [C7]. */
const refusalsBorne = 2;

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
  const [channel, setChannel] = createSignal<"live" | "polling" | null>(null);
  const [isOnline, setOnline] = createSignal(navigator.onLine);
  /** Coming back by itself would push out another window, which would come back, too. */
  const [isPaused, setPaused] = createSignal(false);
  const [people, setPeople] = createSignal<readonly Present[]>([]);
  let whereabouts = nowhere;
  let refusals = 0;
  let pollSoon: ReturnType<typeof setTimeout> | undefined;

  const room = createRoomSocket(path, {
    onHello,
    onMessage(message) {
      if (message.type === "presence") setPeople(message.people);
      else sync.take(message);
    },
    onClosed: (code, isRefused) => void onClosed(code, isRefused),
    onAsked: contact.expect,
    onHeard: contact.heard,
    onAwake,
    isLooking,
  });
  const rest = createWait();
  const sync = createSync(
    host,
    {
      onBehind: () => setChannel((channel) => (channel === "polling" ? channel : null)),
      onTrue: () => room.isOpen() && setChannel("live"),
      onStuck: reconnect,
    },
    (failures) => rest.of(retryDelayMs(failures)),
  );
  const polls = createPolls({ ask: poll, isLooking });
  const presence = createPresenceReport(room.send);
  const stop = new AbortController();
  const { signal } = stop;

  doWithoutSoon();
  window.addEventListener("online", onOnline, { signal });
  window.addEventListener("offline", onOffline, { signal });
  document.addEventListener("visibilitychange", onVisibility, { signal });
  onCleanup(onPosition(onAnswer));
  onCleanup(() => {
    room.stop();
    doWith();
    contact.stop();
    presence.disconnected();
    stop.abort();
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
      setPaused(false);
      room.attempts.reset();
      room.reconnect();
      doWithoutSoon();
    },
  };

  function reconnect(): void {
    if (!isPaused()) room.reconnect();
  }

  function liveness(): Liveness {
    if (isPaused()) return "paused";
    const isLost = contact.lostSince() !== null;
    if (!isLost && channel()) return channel() as Liveness;
    if (!isOnline()) return "offline";
    return isLost ? "unreachable" : "reconnecting";
  }

  function onHello({ you, now }: Hello): void {
    // Somebody else has signed in on this browser while this page was out of reach.
    if (you !== undefined && you !== host.me()) return void startOver();
    refusals = 0;
    contact.heard();
    askAnew();
    doWith();
    host.setClock(Date.parse(now));
    reportPresence();
    presence.connected();
  }

  async function onClosed(code: number, isRefused: boolean): Promise<void> {
    presence.disconnected();
    setPeople([]);
    if (isRefused) refusals++;
    if (code === closes.tooManyWindows) return pause();
    if (code === closes.sessionEnded) {
      room.close();
      return signInAgain();
    }
    if (code === closes.membershipEnded) {
      room.close();
      void forget();
      if (!(await host.checkStanding().catch(() => true))) return;
      await sync.restart();
      return room.reconnect();
    }
    if (channel() === "polling") return;
    setChannel(null);
    contact.expect();
    doWithoutSoon();
  }

  function pause(): void {
    setPaused(true);
    setChannel(null);
    room.close();
    doWith();
  }

  /** Whoever is refused twice, or hears nothing for as long as from one question to the next, asks for what is new. */
  function doWithoutSoon(): void {
    if (refusals >= refusalsBorne) polls.start();
    else pollSoon ??= setTimeout(polls.start, pollEveryMs);
  }

  /** The room tells what is new: nobody needs to ask. */
  function doWith(): void {
    clearTimeout(pollSoon);
    pollSoon = undefined;
    polls.stop();
  }

  /** What no socket tells is asked for. That there is an answer proves that the server can be reached. */
  async function poll(): Promise<void> {
    const answer = sync.poll();
    if (!answer) return;
    contact.expect();
    try {
      await answer;
    } catch (error) {
      if (isSentAway()) return doWith();
      if (!isAnswer(error)) return onNoAnswer();
      if (!(await host.checkStanding().catch(() => true))) return doWith();
    }
    const isFirst = channel() !== "polling" || contact.lostSince() !== null;
    contact.heard();
    if (room.isOpen()) return;
    setChannel("polling");
    room.attempts.seldom();
    // It may have been the server that was away, not the network that lets no socket through.
    if (isFirst) room.attempts.hurry();
  }

  function onNoAnswer(): void {
    contact.lose();
    setChannel(null);
  }

  /** Whoever is refused what should have worked has missed something. A socket brings all else by itself. */
  function onAnswer(position: { epoch: string; seq: number }, isRefusal: boolean): void {
    if (position.epoch !== host.heard().epoch || (room.isOpen() && !isRefusal)) return;
    sync.take({ type: "hello", now: "", ...position });
  }

  function onAwake(): void {
    presence.resend();
    askAnew();
  }

  /** Whatever waits for an answer, or to be asked again, is asked again now. */
  function askAnew(): void {
    askAgain();
    rest.end();
    polls.hurry();
  }

  /** A page that nobody looks at is nowhere. */
  function reportPresence(): void {
    presence.report(isLooking() && host.isShown() ? whereabouts : nowhere);
  }

  function isLooking(): boolean {
    return document.visibilityState === "visible";
  }

  function onOnline(): void {
    setOnline(true);
    contact.doubt();
    room.attempts.reset();
    if (room.isOpen()) reconnect();
    room.attempts.hurry();
    askAnew();
  }

  function onOffline(): void {
    setOnline(false);
    room.attempts.slowDown();
    reconnect();
    onNoAnswer();
  }

  /** The page has come into sight or gone out of it. A laptop that was shut may hold a dead socket. */
  function onVisibility(): void {
    reportPresence();
    if (!isLooking()) return;
    room.ping();
    polls.hurry();
  }
}
