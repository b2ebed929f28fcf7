import type { Env, Settings } from "./env.ts";
import type { Member, Nobody } from "./events/author.ts";
import type { Key } from "./events/commit.ts";

/** What any command works with, whoever calls it. */
export interface Runtime {
  env: Env;
  settings: Settings;
  /** Epoch milliseconds: the one reading of the clock for all that is done. */
  now: number;
  /** Keeps the Worker alive for what need not be waited for. */
  waitUntil(promise: Promise<unknown>): void;
}

/** Something done at a school: by a route, a room, the cron or a list, all alike. */
export interface Act extends Runtime {
  school: string;
  /** Whoever does it, with the role they came with and what they have come to do; or whose act it is instead of anybody's. */
  actor: Member | Nobody;
  /** The Idempotency-Key it came under. */
  key?: UnboundKey | null;
  /** How long its mail waits for somebody to think better of it, milliseconds. */
  hold?: number;
  /** Hears the number of the latest event it has made. */
  onCommitted?(seq: number): void;
}

/** An act that only a person can do. */
export interface PersonAct extends Act {
  actor: Member;
}

/** An Idempotency-Key before it is known what it stands for. */
export type UnboundKey = Omit<Key, "subjectId">;
