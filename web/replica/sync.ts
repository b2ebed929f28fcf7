import type { Event } from "#domain/events";
import type { Events, Hello } from "#party/protocol";
import { pause, retryDelayMs } from "./backoff.ts";
import { type Heard, isKnown, judge } from "./frames.ts";

/** The replica that is kept true, and how it asks. */
export interface SyncedReplica {
  heard(): Heard;
  /** Takes in consecutive events, after which everything up to `seq` is known. */
  hear(events: Event[], seq: number): void;
  /** Asks for the events after `since`. */
  catchUp(since: number): Promise<{ epoch: string; to: number; more: boolean; events: Event[] }>;
  /** Starts anew from a snapshot. */
  restart(): Promise<void>;
}

/** What may be said about the replica meanwhile. */
export interface SyncCallbacks {
  /** It is behind and being repaired. */
  onBehind(): void;
  /** It knows all that the room has spoken of. */
  onTrue(): void;
  /** Five tries at a repair have failed. */
  onStuck(): void;
}

/**
 * Makes one replica follow a room, whatever is lost, doubled or out of order on the way. Knows no socket. `rest` is what
 * passes between two tries, by how many have failed before.
 */
export function createSync(
  replica: SyncedReplica,
  callbacks: SyncCallbacks,
  rest = (failures: number) => pause(retryDelayMs(failures)),
) {
  /** The latest number the room has spoken of. */
  let head = 0;
  let isStale = false;
  let isRepairing = false;

  return { take, restart, poll };

  function take(message: Hello | Events): void {
    const verdict = judge(replica.heard(), message);
    switch (verdict.act) {
      case "apply":
        replica.hear(verdict.events, verdict.seq);
        break;
      case "fetch":
        head = Math.max(head, verdict.seq);
        break;
      case "restart":
        isStale = true;
        break;
      case "drop":
        break;
      default:
        verdict satisfies never;
    }
    void repair();
  }

  /** Takes a new snapshot. */
  function restart(): Promise<void> {
    isStale = true;
    return repair();
  }

  /** Asks for what came since, though nothing has been spoken of; throws what the question does. Null while a repair asks. */
  function poll(): Promise<void> | null {
    if (isRepairing) return null;
    isRepairing = true;
    return (isStale ? renew() : fetchMore()).finally(() => {
      isRepairing = false;
      void repair();
    });
  }

  /** One repair at a time; messages that come meanwhile either fit, or raise what it has to reach. */
  async function repair(): Promise<void> {
    if (isRepairing) return;
    isRepairing = true;
    for (let failures = 0; isStale || replica.heard().seq < head; ) {
      callbacks.onBehind();
      try {
        await (isStale ? renew() : fetchMore());
        failures = 0;
      } catch {
        if (++failures === 5) {
          isRepairing = false;
          return callbacks.onStuck();
        }
        await rest(failures - 1);
      }
    }
    isRepairing = false;
    callbacks.onTrue();
  }

  async function renew(): Promise<void> {
    isStale = false;
    head = 0;
    try {
      await replica.restart();
    } catch (error) {
      isStale = true;
      throw error;
    }
  }

  async function fetchMore(): Promise<void> {
    const { epoch, seq } = replica.heard();
    const news = await replica.catchUp(seq).catch((error: unknown) => {
      // What is no longer kept can only be had as a whole.
      if (isPruned(error)) isStale = true;
      throw error;
    });
    const known = replica.heard();
    if (news.epoch !== epoch || known.epoch !== epoch || !news.events.every(isKnown)) {
      isStale = true;
      return;
    }
    if (news.to > known.seq)
      replica.hear(
        news.events.filter((event) => event.seq > known.seq),
        news.to,
      );
    // The answer is the truth: beyond its end there is nothing to wait for.
    head = news.more ? Math.max(head, news.to + 1) : replica.heard().seq;
  }
}

function isPruned(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "pruned";
}
