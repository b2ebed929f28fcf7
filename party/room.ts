import { type Connection, type ConnectionContext, Server } from "partyserver";
import { type Event, seenBy } from "#domain/events";
import type { Role } from "#domain/roles";
import { iso } from "#domain/time";
import type { Env } from "#worker/env";
import type { Committed } from "#worker/events/committed";
import {
  deliverDue,
  eventsSince,
  expireDue,
  look,
  nextDue,
  recoverDue,
  type Standing,
} from "#worker/events/ledger";
import { log } from "#worker/log";
import type { Doorbell } from "./doorbell.ts";
import { earliest, mailCheck } from "./next-alarm.ts";
import { createPresence, isSeen, type Place, readWhereabouts, type Window } from "./presence.ts";
import { closes, type ServerMessage, type Whereabouts } from "./protocol.ts";
import { createPatience } from "./rate-limit.ts";
import { runs } from "./runs.ts";

/** Who is at the other end of a socket. Set once the socket has been greeted; until then it hears nothing. */
interface Seated {
  userId: string;
  sessionId: string;
  role: Role;
  name: string;
  place: Place | null;
  /** When the socket was opened, epoch milliseconds. */
  since: number;
}

/** How far the room has told its school's history. */
interface Told {
  epoch: string;
  seq: number;
}

/** While somebody is watching, the room looks this often whether it missed a ring or a farewell; milliseconds. */
const lookEvery = 30_000;

/**
 * One room for each school: tells everybody in it what was committed, in order and without gaps, and keeps
 * the school's clocks. All it holds may be forgotten; D1 knows better.
 */
export class Room extends Server<Env> implements Doorbell {
  static override options = { hibernate: true };

  #turns: Promise<unknown> = Promise.resolve();
  #patience = createPatience();
  #presence = createPresence({
    windows: () => this.#windows(),
    tell: (frame) => this.#send(frame, isSeen),
  });

  /** A sleeping room need not wake for a ping. */
  override onStart(): void {
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** The Worker has committed something. Heard before it is told, and told once, whatever order the rings come in. */
  async ring(news: Committed): Promise<void> {
    await this.#inTurn(() => this.#hear(news));
    await this.#wakeBy(earliest(news));
  }

  /** Sets the alarm by what D1 says is due, for a room whose alarm may be lost. */
  async arm(): Promise<void> {
    await this.#rearm(true);
  }

  /** A session has ended: its sockets close at once. */
  async dismiss(sessionId: string): Promise<void> {
    await this.#part((seated) => seated.sessionId === sessionId);
  }

  /** All sessions of somebody have ended, but the one that is kept. */
  async dismissUser(userId: string, kept: string): Promise<void> {
    await this.#part((seated) => seated.userId === userId && seated.sessionId !== kept);
  }

  /** Mail was queued without news. */
  async mailQueued(): Promise<void> {
    await this.#wakeBy(Date.now() + mailCheck);
  }

  override async onConnect(
    connection: Connection<Seated>,
    { request }: ConnectionContext,
  ): Promise<void> {
    const userId = request.headers.get("Staffroom-User") ?? "";
    const sessionId = request.headers.get("Staffroom-Session") ?? "";
    // An error thrown here would send its stack to the browser.
    await this.#inTurn(() => this.#greet(connection, userId, sessionId)).catch((error) => {
      log("greeting failed", { error: nameOf(error) });
      this.#seeOff(connection, closes.failed);
    });
    await this.#rearm(true);
  }

  override onMessage(connection: Connection<Seated>, message: unknown): void {
    if (message === "ping") return;
    const said = readWhereabouts(message);
    const now = Date.now();
    const judgement = said ? this.#patience.judge(connection.id, now) : "end";
    if (judgement === "end") this.#seeOff(connection, closes.notUnderstood);
    else if (said && judgement === "hear") this.#place(connection, said, now);
  }

  override onClose(connection: Connection<Seated>): void {
    this.#patience.forget(connection.id);
    if (connection.state?.place) this.#presence.showSoon();
  }

  override onError(connection: Connection<Seated>): void {
    this.#seeOff(connection, closes.failed);
  }

  /** The room's one alarm rings for an expiry, a mail, a recovery, or a look. It is set again whatever happens: alarms that fail are dropped after six tries. */
  override async onAlarm(): Promise<void> {
    let isWell = true;
    try {
      const now = Date.now();
      for (const news of await expireDue(this.env, this.name, now))
        await this.#inTurn(() => this.#hear(news));
      for (const news of await recoverDue(this.env, this.name, now))
        await this.#inTurn(() => this.#hear(news));
      // A silent provider must not keep the next expiry waiting.
      this.ctx.waitUntil(this.#mail(now));
      await this.#inTurn(() => this.#look());
    } catch (error) {
      isWell = false;
      log("alarm failed", { error: nameOf(error) });
    }
    await this.#rearm(isWell);
  }

  /** In turn, so that whoever is being greeted at this moment is seen. */
  #part(isOver: (seated: Seated) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      for (const connection of this.getConnections<Seated>()) {
        if (connection.state && isOver(connection.state))
          this.#seeOff(connection, closes.sessionEnded);
      }
    });
  }

  async #mail(now: number): Promise<void> {
    try {
      for (const news of await deliverDue(this.env, this.name, now)) await this.ring(news);
    } catch (error) {
      log("mailing failed", { error: nameOf(error) });
    }
  }

  async #greet(connection: Connection<Seated>, userId: string, sessionId: string): Promise<void> {
    const seen = await look(this.env, this.name, [sessionId], Date.now());
    const standing = seen?.standing.get(sessionId) ?? "left";
    if (!seen || typeof standing === "string") return this.#seeOff(connection, farewell(standing));
    await this.#catchUp(seen);
    const { epoch, seq } = this.#told ?? seen;
    const now = Date.now();
    connection.setState({ userId, sessionId, ...standing, place: null, since: now });
    send(connection, { type: "hello", epoch, seq, now: iso(now), you: userId });
    const people = isSeen(standing.role) ? this.#presence.greet() : [];
    if (people.length > 0) send(connection, { type: "presence", people });
  }

  /** Does what a lost ring or a lost farewell should have done. */
  async #look(): Promise<void> {
    const seated = [...this.getConnections<Seated>()].filter((connection) => connection.state);
    if (seated.length === 0) return;
    const sessionIds = [
      ...new Set(seated.flatMap((connection) => connection.state?.sessionId ?? [])),
    ];
    const seen = await look(this.env, this.name, sessionIds, Date.now());
    if (!seen) return;
    for (const connection of seated)
      this.#check(connection, seen.standing.get(connection.state?.sessionId ?? "") ?? "signed_out");
    await this.#catchUp(seen);
    this.#presence.showSoon();
  }

  #check(connection: Connection<Seated>, standing: Standing): void {
    const seated = connection.state;
    if (!seated || typeof standing === "string" || standing.role !== seated.role)
      this.#seeOff(connection, farewell(standing));
    else if (standing.name !== seated.name) connection.setState({ ...seated, name: standing.name });
  }

  async #hear({ epoch, seq, events }: Pick<Committed, "epoch" | "seq" | "events">): Promise<void> {
    const first = events[0]?.seq ?? seq;
    // A room without memory has nobody to tell what came before.
    const told = this.#told ?? { epoch, seq: first - 1 };
    if (told.epoch === epoch && first <= told.seq + 1)
      return this.#tell(
        epoch,
        events.filter((event) => event.seq > told.seq),
      );
    await this.#catchUp({ epoch, seq });
  }

  /** Reads from D1 what is missing up to the school's head, and tells it. */
  async #catchUp({ epoch, seq }: Told): Promise<void> {
    if (this.#told === null || this.#told.epoch !== epoch) {
      // Numbers of another epoch mean nothing here. Clients see it in the frame and fetch a snapshot.
      this.#told = { epoch, seq };
      this.#send(
        JSON.stringify({ type: "hello", epoch, seq, now: iso(Date.now()) } satisfies ServerMessage),
      );
    }
    while (this.#told.seq < seq) {
      const news = await eventsSince(this.env, this.name, this.#told.seq);
      if (!news || news.events.length === 0) return;
      this.#tell(news.epoch, news.events);
    }
  }

  /** Tells consecutive events. Whoever an event puts out of the room hears nothing after it. */
  #tell(epoch: string, events: Event[]): void {
    for (const run of runs(events)) {
      const from = run[0]?.seq ?? 0;
      const to = run.at(-1)?.seq ?? 0;
      const frames = new Map<Role, string>();
      for (const connection of this.getConnections<Seated>()) {
        const role = connection.state?.role;
        if (!role) continue;
        const frame =
          frames.get(role) ??
          JSON.stringify({
            type: "events",
            epoch,
            from,
            to,
            events: run.flatMap((event) => seenBy(role, event) ?? []),
          });
        frames.set(role, frame);
        attempt(() => connection.send(frame));
      }
      this.#told = { epoch, seq: to };
      for (const event of run) this.#partWith(event);
    }
  }

  /** Closes the sockets of somebody whose membership has just ended or changed its role. */
  #partWith(event: Event): void {
    if (!("user" in event) || !("status" in event.user)) return;
    const { id, status, role } = event.user;
    for (const connection of this.getConnections<Seated>()) {
      if (
        connection.state?.userId === id &&
        (status !== "active" || role !== connection.state.role)
      )
        this.#seeOff(connection, closes.membershipEnded);
    }
  }

  /** Somebody says where they are. Of whom nobody is shown it, it is not even kept. */
  #place(
    connection: Connection<Seated>,
    { view, focus, editing = false }: Whereabouts,
    at: number,
  ): void {
    const seated = connection.state;
    if (!seated || !isSeen(seated.role)) return;
    connection.setState({ ...seated, place: view === null ? null : { view, focus, editing, at } });
    this.#presence.showSoon();
  }

  /** Says goodbye first: a close that answers no message of the client's leaves a socket half open for some 10 s. */
  #seeOff(connection: Connection<Seated>, code: number): void {
    send(connection, { type: "bye", code });
    const wasSomewhere = connection.state?.place;
    attempt(() => {
      // Whoever has been seen off hears no more.
      connection.setState(null);
      connection.close(code);
    });
    if (wasSomewhere) this.#presence.showSoon();
  }

  /** Everybody who has been greeted, as far as presence goes. */
  #windows(): Window[] {
    return [...this.getConnections<Seated>()].flatMap((connection) => {
      const seated = connection.state;
      if (!seated || connection.readyState !== WebSocket.OPEN) return [];
      const pinged = this.ctx.getWebSocketAutoResponseTimestamp(connection)?.getTime() ?? 0;
      return [{ ...seated, heardAt: Math.max(seated.since, seated.place?.at ?? 0, pinged) }];
    });
  }

  /** To everybody who has been greeted and whose role is meant. */
  #send(frame: string, isMeant: (role: Role) => boolean = () => true): void {
    for (const connection of this.getConnections<Seated>())
      if (connection.state && isMeant(connection.state.role)) attempt(() => connection.send(frame));
  }

  /** Sockets outlive a sleeping room, so how far they were told must, too. */
  get #told(): Told | null {
    return this.ctx.storage.kv.get<Told>("told") ?? null;
  }

  set #told(told: Told) {
    this.ctx.storage.kv.put("told", told);
  }

  /** One thing after another: reading D1 gives way to other rings, and frames must not overtake one another. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(work);
    this.#turns = turn.catch(() => undefined);
    return turn;
  }

  async #wakeBy(time: number | null): Promise<void> {
    if (time === null) return;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || time < set) await this.ctx.storage.setAlarm(time);
  }

  async #rearm(isWell: boolean): Promise<void> {
    const now = Date.now();
    const watched = [...this.getConnections()].length > 0;
    const due = await nextDue(this.env, this.name).catch(() => now + lookEvery);
    const times = [due, watched ? now + lookEvery : null].filter((time) => time !== null);
    if (times.length === 0) return;
    const next = Math.min(...times);
    // What failed, or is still due after a try, is not tried again in the same instant.
    await this.#wakeBy(isWell && next > now ? next : now + 5_000);
  }
}

function farewell(standing: Standing): number {
  return standing === "signed_out" ? closes.sessionEnded : closes.membershipEnded;
}

function send(connection: Connection, message: ServerMessage): void {
  attempt(() => connection.send(JSON.stringify(message)));
}

/** A socket that is already gone is none of our trouble: its client comes back by itself. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {}
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
