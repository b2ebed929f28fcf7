import { type Event, seenBy } from "#domain/events";
import type { Role } from "#domain/roles";
import { iso } from "#domain/time";
import type { Env } from "#worker/env";
import type { Committed } from "#worker/events/committed";
import { eventsSince } from "#worker/events/ledger";
import type { ServerMessage } from "./protocol.ts";
import { runs } from "./runs.ts";

/** How far the room has told its school's history. */
interface Told {
  epoch: string;
  seq: number;
}

/** The room as its broadcast needs it. */
interface Around {
  env: Env;
  school(): string;
  storage: DurableObjectStorage;
  /** Sends everybody who has been greeted the frame for their role. */
  sendByRole(frameFor: (role: Role) => string): void;
  /** Sees off whom this event puts out of the room. */
  partWith(event: Event): void;
}

/** Tells the school's events in order, without gaps, each once. Its work is to be done in turn. */
export function createBroadcast({ env, school, storage, sendByRole, partWith }: Around) {
  return { told, hear, catchUp };

  /** Sockets outlive a sleeping room, so how far they were told must, too. */
  function told(): Told | null {
    return storage.kv.get<Told>("told") ?? null;
  }

  function remember(told: Told): void {
    storage.kv.put("told", told);
  }

  /** Takes what was committed, whatever order the rings come in. */
  async function hear({
    epoch,
    seq,
    events,
  }: Pick<Committed, "epoch" | "seq" | "events">): Promise<void> {
    const first = events[0]?.seq ?? seq;
    // A room without memory has nobody to tell what came before.
    const known = told() ?? { epoch, seq: first - 1 };
    if (known.epoch !== epoch || first > known.seq + 1) return catchUp({ epoch, seq });
    tell(
      epoch,
      events.filter((event) => event.seq > known.seq),
    );
  }

  /** Reads from D1 what is missing up to the school's head, and tells it. */
  async function catchUp({ epoch, seq }: Told): Promise<void> {
    if (told()?.epoch !== epoch) {
      // Numbers of another epoch mean nothing here. Clients see it in the frame and fetch a snapshot.
      remember({ epoch, seq });
      const hello: ServerMessage = { type: "hello", epoch, seq, now: iso(Date.now()) };
      sendByRole(() => JSON.stringify(hello));
    }
    for (let at = told()?.seq ?? seq; at < seq; at = told()?.seq ?? seq) {
      const news = await eventsSince(env, school(), at);
      if (!news || news.events.length === 0) return;
      tell(news.epoch, news.events);
    }
  }

  /** Tells consecutive events. Whoever an event puts out of the room hears nothing after it. */
  function tell(epoch: string, events: Event[]): void {
    for (const run of runs(events)) {
      const from = run[0]?.seq ?? 0;
      const to = run.at(-1)?.seq ?? 0;
      const frames = new Map<Role, string>();
      sendByRole((role) => {
        const frame = frames.get(role) ?? frameFor(role, { epoch, from, to }, run);
        frames.set(role, frame);
        return frame;
      });
      remember({ epoch, seq: to });
      for (const event of run) partWith(event);
    }
  }
}

function frameFor(
  role: Role,
  numbers: { epoch: string; from: number; to: number },
  run: Event[],
): string {
  const events = run.flatMap((event) => seenBy(role, event) ?? []);
  return JSON.stringify({ type: "events", ...numbers, events } satisfies ServerMessage);
}
