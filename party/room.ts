import { type ConnectionContext, Server } from "partyserver";
import type { Role } from "#domain/roles";
import { iso } from "#domain/time";
import type { Env } from "#worker/env";
import type { Committed } from "#worker/events/committed";
import { nextDue, runDue, runSlowDue } from "#worker/events/due";
import { look, type Standing } from "#worker/events/ledger";
import { log } from "#worker/log";
import { createAlarm } from "./alarm.ts";
import { givingWay, mostSockets } from "./bounds.ts";
import { createBroadcast } from "./broadcast.ts";
import type { Doorbell } from "./doorbell.ts";
import { mailCheckMs, nextAlarm } from "./next-alarm.ts";
import { createPresence, isSeen, readWhereabouts } from "./presence.ts";
import { closes } from "./protocol.ts";
import { createRateLimit } from "./rate-limit.ts";
import {
  type Seated,
  type Socket,
  seeOff,
  send,
  sendFrame,
  setPlace,
  windowOf,
} from "./sockets.ts";
import { endOf, isEndedBy, isStill } from "./still-belongs.ts";
import { createTurns } from "./turns.ts";

/**
 * One room for each school: tells everybody in it what was committed, in order and without gaps, and keeps
 * the school's clocks. All it holds may be forgotten; D1 knows better.
 */
export class Room extends Server<Env> implements Doorbell {
  static override options = { hibernate: true };

  #inTurn = createTurns();
  #rateLimit = createRateLimit();
  #presence = createPresence({
    windows: () => this.#sockets().flatMap((socket) => windowOf(socket, this.#pingedAt(socket))),
    tell: (frame) => this.#sendByRole((role) => (isSeen(role) ? frame : null)),
  });
  #broadcast = createBroadcast({
    env: this.env,
    school: () => this.name,
    storage: this.ctx.storage,
    sendByRole: (frameFor) => this.#sendByRole(frameFor),
    partWith: (event) =>
      this.#seeOffAll((seated) => isEndedBy(event, seated), closes.membershipEnded),
  });
  #alarm = createAlarm({
    storage: this.ctx.storage,
    isWatched: () => this.#sockets().length > 0,
    nextDue: () => nextDue(this.env, this.name),
  });

  /** A sleeping room need not wake for a ping. */
  override onStart(): void {
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** The Worker has committed something. Heard before it is told, and told once, whatever order the rings come in. */
  async ring(news: Committed): Promise<void> {
    await this.#inTurn(() => this.#broadcast.hear(news));
    await this.#alarm.wakeBy(nextAlarm(news));
  }

  /** Sets the alarm by what D1 says is due, for a room whose alarm may be lost. */
  async arm(): Promise<void> {
    await this.#alarm.rearm(true);
  }

  /** A session has ended: its sockets close at once. */
  async dismiss(sessionId: string): Promise<void> {
    await this.#endSessions((seated) => seated.sessionId === sessionId);
  }

  /** All sessions of somebody have ended, but the one that is kept. */
  async dismissUser(userId: string, kept: string): Promise<void> {
    await this.#endSessions((seated) => seated.userId === userId && seated.sessionId !== kept);
  }

  /** Mail was queued without news. */
  async mailQueued(): Promise<void> {
    await this.#alarm.wakeBy(Date.now() + mailCheckMs);
  }

  /** A full room lets nobody else in, so that whoever is there goes on hearing: 503. */
  override async fetch(request: Request): Promise<Response> {
    if (this.ctx.getWebSockets().length >= mostSockets.room)
      return new Response(null, { status: 503 });
    return super.fetch(request);
  }

  override async onConnect(socket: Socket, { request }: ConnectionContext): Promise<void> {
    const userId = request.headers.get("Staffroom-User") ?? "";
    const sessionId = request.headers.get("Staffroom-Session") ?? "";
    // An error thrown here would send its stack to the browser.
    await this.#inTurn(() => this.#greet(socket, userId, sessionId)).catch((error) => {
      log("greeting failed", { error: nameOf(error) });
      this.#seeOff(socket, closes.failed);
    });
    await this.#alarm.rearm(true);
  }

  override onMessage(socket: Socket, message: unknown): void {
    if (message === "ping") return;
    const whereabouts = readWhereabouts(message);
    const now = Date.now();
    const judgement = whereabouts ? this.#rateLimit.judge(socket.id, now) : "end";
    if (judgement === "end") this.#seeOff(socket, closes.notUnderstood);
    // Of whom nobody is shown where they are, it is not even kept.
    if (!whereabouts || judgement !== "hear" || !socket.state || !isSeen(socket.state.role)) return;
    setPlace(socket, whereabouts, now);
    this.#presence.showSoon();
  }

  override onClose(socket: Socket): void {
    this.#rateLimit.forget(socket.id);
    if (socket.state?.place) this.#presence.showSoon();
  }

  override onError(socket: Socket): void {
    this.#seeOff(socket, closes.failed);
  }

  /** The room's one alarm rings for an expiry, a mail, a recovery, or a look. It is set again whatever happens: alarms that fail are dropped after six tries. */
  override async onAlarm(): Promise<void> {
    let isWell = true;
    try {
      const now = Date.now();
      for await (const news of runDue(this.env, this.name, now))
        await this.#inTurn(() => this.#broadcast.hear(news));
      // A silent provider must not keep the next expiry waiting.
      this.ctx.waitUntil(this.#mail(now));
      await this.#inTurn(() => this.#look());
    } catch (error) {
      isWell = false;
      log("alarm failed", { error: nameOf(error) });
    }
    await this.#alarm.rearm(isWell);
  }

  async #mail(now: number): Promise<void> {
    try {
      for await (const news of runSlowDue(this.env, this.name, now)) await this.ring(news);
    } catch (error) {
      log("mailing failed", { error: nameOf(error) });
    }
  }

  async #greet(socket: Socket, userId: string, sessionId: string): Promise<void> {
    const seen = await look(this.env, this.name, [sessionId], Date.now());
    const standing = seen?.standing.get(sessionId) ?? "left";
    if (!seen || typeof standing === "string") return this.#seeOff(socket, endOf(standing));
    await this.#broadcast.catchUp(seen);
    const { epoch, seq } = this.#broadcast.told() ?? seen;
    const now = Date.now();
    for (const other of givingWay(this.#sockets(), { userId, sessionId }))
      this.#seeOff(other, closes.tooManyWindows);
    socket.setState({ userId, sessionId, ...standing, place: null, since: now });
    send(socket, { type: "hello", epoch, seq, now: iso(now), you: userId });
    const people = isSeen(standing.role) ? this.#presence.greet() : [];
    if (people.length > 0) send(socket, { type: "presence", people });
  }

  /** Does what a lost ring or a lost farewell should have done. */
  async #look(): Promise<void> {
    const seated = this.#sockets().filter((socket) => socket.state);
    if (seated.length === 0) return;
    const sessionIds = [...new Set(seated.flatMap((socket) => socket.state?.sessionId ?? []))];
    const seen = await look(this.env, this.name, sessionIds, Date.now());
    if (!seen) return;
    for (const socket of seated)
      this.#check(socket, seen.standing.get(socket.state?.sessionId ?? "") ?? "signed_out");
    await this.#broadcast.catchUp(seen);
    this.#presence.showSoon();
  }

  #check(socket: Socket, standing: Standing): void {
    const seated = socket.state;
    // Seen off while D1 was asked.
    if (!seated) return;
    if (!isStill(seated, standing)) this.#seeOff(socket, endOf(standing));
    else if (standing.name !== seated.name) socket.setState({ ...seated, name: standing.name });
  }

  /** In turn, so that whoever is being greeted at this moment is seen. */
  #endSessions(isOver: (seated: Seated) => boolean): Promise<void> {
    return this.#inTurn(async () => this.#seeOffAll(isOver, closes.sessionEnded));
  }

  #seeOffAll(isMeant: (seated: Seated) => boolean, code: number): void {
    for (const socket of this.#sockets())
      if (socket.state && isMeant(socket.state)) this.#seeOff(socket, code);
  }

  #seeOff(socket: Socket, code: number): void {
    const wasSomewhere = socket.state?.place;
    seeOff(socket, code);
    if (wasSomewhere) this.#presence.showSoon();
  }

  /** To everybody who has been greeted, what is meant for their role. */
  #sendByRole(frameFor: (role: Role) => string | null): void {
    for (const socket of this.#sockets()) {
      const frame = socket.state && frameFor(socket.state.role);
      if (frame) sendFrame(socket, frame);
    }
  }

  #pingedAt(socket: Socket): number {
    return this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
  }

  #sockets(): Socket[] {
    return [...this.getConnections<Seated>()];
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
