import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { type Mock, vi } from "vitest";
import type { Event } from "#domain/events";
import { readFrame } from "../web/replica/frames.ts";
import { createSchool, type School, type State } from "../web/replica/school.ts";
import type { EventPage, Snapshot, Source } from "../web/replica/school-api.ts";

import { createSync } from "../web/replica/sync.ts";
import { bindings, origin, type Somebody } from "./people.ts";
import { intendedEnd } from "./running/intended.mjs";

/** Chances of one run, the same for the same seed (mulberry32). */
export function createChance(seed: number) {
  let state = seed;
  let isQuiet = false;

  return { next, below, pick, isLucky, quieten: () => (isQuiet = true) };

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function below(limit: number): number {
    return Math.floor(next() * limit);
  }

  function pick<T>(choices: readonly T[]): T {
    return choices[below(choices.length)] as T;
  }

  /** Whether a misfortune of this likelihood strikes. None does once all is quiet. */
  function isLucky(likelihood: number): boolean {
    return next() < likelihood && !isQuiet;
  }
}

export type Chance = ReturnType<typeof createChance>;

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** What goes wrong between the Worker and its rooms, by school. */
export class Rings {
  readonly #chances = new Map<string, Chance>();
  readonly #spy: Mock;

  constructor() {
    const real = bindings.ROOM.getByName.bind(bindings.ROOM);
    this.#spy = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(((name: string) => {
      const stub = real(name);
      const chance = this.#chances.get(name);
      return chance ? unreliable(stub, chance) : stub;
    }) as typeof bindings.ROOM.getByName);
  }

  trouble(school: string, chance: Chance): void {
    this.#chances.set(school, chance);
  }

  end(): void {
    this.#spy.mockRestore();
  }
}

type RoomStub = ReturnType<typeof bindings.ROOM.getByName>;

/** Rings get lost, come twice, come late. */
function unreliable(stub: RoomStub, chance: Chance): RoomStub {
  const ring = async (...news: Parameters<RoomStub["ring"]>) => {
    if (chance.isLucky(0.15)) return;
    if (chance.isLucky(0.2)) await pause(chance.below(6));
    await stub.ring(...news);
    if (chance.isLucky(0.1)) await stub.ring(...news);
  };
  return new Proxy(stub, {
    get(_, name) {
      if (name === "ring") return ring;
      const method = (stub as unknown as Record<string | symbol, (...args: unknown[]) => unknown>)[
        name
      ];
      return typeof method === "function"
        ? (...args: unknown[]) => method.call(stub, ...args)
        : method;
    },
  });
}

/** The room itself, whose rings arrive. */
export function roomOf(school: string): RoomStub {
  return bindings.ROOM.get(bindings.ROOM.idFromName(school));
}

/** A room that falls asleep, or, less often, dies with all its sockets. */
export async function shake(school: string, chance: Chance): Promise<void> {
  const stub = roomOf(school);
  if (chance.next() < 0.7) return evictDurableObject(stub).catch(() => undefined);
  await runInDurableObject(stub, (_, state) => state.abort(intendedEnd)).catch(() => undefined);
}

/** The frame with its first event of a kind that only a newer page knows. */
function strange(text: string): string {
  const frame = JSON.parse(text) as { events?: { seq: number; at: string }[] };
  const [first, ...others] = frame.events ?? [];
  if (!first) return text;
  const { seq, at } = first;
  return JSON.stringify({
    ...frame,
    events: [{ seq, at, actor: null, command: "", changes: null, kind: "of.tomorrow" }, ...others],
  });
}

/** An open page: the shipping replica, and what keeps it true. */
interface Page {
  school: School;
  sync: ReturnType<typeof createSync>;
}

/** Somebody's dashboard: the shipping replica behind a network that loses, doubles, delays and reorders. */
export class Client {
  /** What must never have been: a gap, a double, a word of another school. */
  readonly wrongs: string[] = [];
  #page: Page;
  #socket: WebSocket | null = null;
  readonly #kept: State[] = [];
  #isGone = false;

  constructor(
    readonly person: Somebody,
    private readonly chance: Chance,
    /** What every address of this school ends in, and no other's. */
    private readonly mark: string,
    /** Owners and Admins hear of every number. */
    private readonly seesAll: boolean,
  ) {
    this.#page = this.#newPage();
  }

  get school() {
    return this.#page.school;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  async open(): Promise<void> {
    await this.#page.sync.restart();
    await this.reconnect();
  }

  /** The socket dies, with what was on its way; another takes its place. */
  async reconnect(): Promise<void> {
    this.#socket?.close();
    this.#socket = null;
    if (this.#isGone) return;
    const headers = { Upgrade: "websocket", Origin: origin };
    const answer = await this.person
      .ask(`/api/schools/${this.person.school}/room`, { headers })
      .catch(() => null);
    const socket = answer?.webSocket;
    if (!socket) return;
    const page = this.#page;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#receive(page, socket, String(data)));
    socket.addEventListener("close", ({ code }) => void this.#part(socket, code));
    socket.accept();
  }

  /** The page is opened anew with a replica kept earlier: where it left off may be long ago. */
  async reload(): Promise<void> {
    const kept = this.#kept.length > 0 ? this.chance.pick(this.#kept) : this.school.state();
    this.#page = this.#newPage();
    this.school.restore(kept);
    await this.reconnect();
  }

  /** Whoever left is gone for good. */
  leave(): void {
    this.#isGone = true;
    this.#socket?.close();
  }

  #newPage(): Page {
    const school = createSchool(this.person.school, this.#source());
    const hear = (events: Event[], seq: number) => {
      this.#inspect(school.heard().seq, events, seq);
      school.hear(events, seq);
      if (this.chance.isLucky(0.3)) this.#kept.push(school.state());
    };
    const sync = createSync(
      { heard: school.heard, hear, catchUp: school.catchUp, restart: () => school.load() },
      { onBehind() {}, onTrue() {}, onStuck: () => void this.reconnect() },
      () => pause(1),
    );
    return { school, sync };
  }

  async #part(socket: WebSocket, code: number): Promise<void> {
    if (socket !== this.#socket || this.#isGone) return;
    if (code === 4403) await this.#page.sync.restart();
    await this.reconnect();
  }

  #receive({ sync }: Page, socket: WebSocket, text: string): void {
    for (const [, address] of text.matchAll(/@([\w-]+\.example)/g))
      if (address !== this.mark && address !== "school.example")
        this.wrongs.push(`heard of ${address}`);
    if (this.chance.isLucky(0.12)) return;
    const times = this.chance.isLucky(0.12) ? 2 : 1;
    for (let i = 0; i < times; i++) {
      const message = readFrame(this.chance.isLucky(0.03) ? strange(text) : text);
      if (!message || message.type === "presence" || message.type === "bye") continue;
      if (this.chance.isLucky(0.25)) setTimeout(() => sync.take(message), this.chance.below(10));
      else if (socket === this.#socket) sync.take(message);
    }
  }

  #inspect(since: number, events: Event[], seq: number): void {
    const numbers = events.map((event) => event.seq);
    if (numbers.some((number, i) => number <= (numbers[i - 1] ?? since) || number > seq))
      this.wrongs.push(`heard ${numbers} after ${since}, up to ${seq}`);
    if (this.seesAll && numbers.length !== seq - since)
      this.wrongs.push(`heard only ${numbers} between ${since} and ${seq}`);
  }

  /** Questions whose request or whose answer gets lost. */
  #source(): Source {
    const ask = async <T>(path: string): Promise<T> => {
      if (this.chance.isLucky(0.08)) throw new Error("The request was lost.");
      const answer = await this.person.get(path);
      const body = await answer.json();
      if (this.chance.isLucky(0.2)) await pause(this.chance.below(8));
      if (this.chance.isLucky(0.08)) throw new Error("The answer was lost.");
      if (!answer.ok) throw body;
      return body as T;
    };
    return {
      snapshot: () => ask<Snapshot>("/snapshot"),
      events: (since) => ask<EventPage>(`/events?since=${since}`),
      recent: async () => (await ask<{ items: Event[] }>("/activity?limit=30")).items,
    };
  }
}
