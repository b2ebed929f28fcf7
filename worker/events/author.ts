import type { Ability } from "#domain/roles";
import type { Actor } from "#domain/users";
import type { Env } from "../env.ts";

/** In whose right something is written. What the right rests on still holds as it is written, or nothing is [R17]. */
export type Author = Member | Holder | Bearer | Nobody;

/** Somebody of a school, with what they have come to do. */
export interface Member extends Actor {
  right: "role";
  school: string;
  /** What their role must allow. */
  may: Ability;
  /** The hashed id of the session it came under, where it came under one. */
  session?: string;
}

/** Somebody signed in, about nothing but their own account. */
export interface Holder {
  right: "session";
  id: string;
  /** The session's hashed id. */
  session: string;
}

/** Whoever a link or a password has just let in: it is their right, and the step's own guard holds it. */
export interface Bearer {
  right: "proof";
  id: string;
}

/** Nobody, so that nobody's right can end: time, a stranger who registers a school, or a link that stands for no account. */
export type Nobody = "clock" | "registration" | "link";

/** Who writes, where and when. An `Act` is one. */
export interface Writer {
  env: Env;
  school: string;
  actor: Author;
  /** Epoch milliseconds. */
  now: number;
}

/** Whose name it is done in, or null. */
export function authorId(author: Author): string | null {
  return typeof author === "string" ? null : author.id;
}

/** Somebody with a role, or null: only roles are asked what they may do. */
export function memberOf(author: Member | Nobody): Member | null {
  return typeof author === "string" ? null : author;
}
