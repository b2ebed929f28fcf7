import { heartbeat } from "#party/protocol";

/** A window that nobody looks at pings at every twelfth beat only: enough to find a dead network. */
const beatsPerQuietPing = 12;
/** A socket that has been silent for so long is given up. */
const pongWithinMs = 5_000;

/** The connection as its pings need it. */
interface Around {
  /** Whether the ping left. */
  sendPing(): boolean;
  /** Whether somebody looks at this window. */
  isLooking(): boolean;
  /** The answer is missing. */
  onDead(): void;
  /** This computer slept for so long that the room has counted this window out. */
  onAwake(): void;
}

/** By its pings the room knows that a window is still there, and the window that the network is. Runs until `stop`. */
export function createPings({ sendPing, isLooking, onDead, onAwake }: Around) {
  let beats = 0;
  let beatAt = Date.now();
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const beating = setInterval(beat, heartbeat.everyMs);

  return { ping, answered, stop };

  function beat(): void {
    const now = Date.now();
    const wasAsleep = now - beatAt > heartbeat.lapseMs;
    beatAt = now;
    beats++;
    if (isLooking() || beats % beatsPerQuietPing === 0) ping();
    if (wasAsleep) onAwake();
  }

  /** A network that died without a word shows by the missing answer. */
  function ping(): void {
    // Beats come faster than this runs out: the first unanswered one counts.
    if (sendPing()) pongTimer ??= setTimeout(giveUp, pongWithinMs);
  }

  function giveUp(): void {
    answered();
    onDead();
  }

  /** Something was heard, or there is nothing to hear from any more. */
  function answered(): void {
    clearTimeout(pongTimer);
    pongTimer = undefined;
  }

  function stop(): void {
    clearInterval(beating);
    answered();
  }
}
