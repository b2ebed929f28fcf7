import type { Role } from "./roles.ts";

/** What a noun's events mean to whoever is told of them. */
export interface View<E> {
  /** What of an event a member of this role may see; null for nothing at all. */
  seenBy(role: Role, event: E): E | null;
  /** The id of the row it is about; undefined where the reader may not see that row. */
  subjectOf(event: E): string | undefined;
  /** Whether it is about this account. */
  isAbout?(event: E, person: string): boolean;
  /** Whether a browser may keep it on a device of one's own; where it is left out, it may. */
  isKeepable?: boolean;
  /** When time alone next moves its subject on, ISO 8601 UTC; null for never. */
  dueAt?(event: E): string | null;
}

/** What happened, as it is said in the feed, in notes, on the activity page and in its export. */
export interface Sentence {
  /** Who or what it is about; stands out. */
  subject: string;
  verb: string;
  /** Smaller, below; may be empty. */
  detail: string;
  tone: "plain" | "good" | "bad" | "faded";
  /** Whose initials stand beside it; null for things nobody did. */
  by: string | null;
}

/** Who did it and who reads of it. */
export interface Telling {
  /** Who did it, as the sentence begins: a name, "You", or "Staffroom". */
  somebody: string;
  /** The name of who did it; null for nobody. */
  by: string | null;
  /** The reader's user id; null speaks of everybody by name. */
  me: string | null;
}

/** How a noun's events become words. */
export interface Words<E> {
  sentence(event: E, telling: Telling): Sentence;
  /** Whether somebody at work wants to be told at once; where it is left out, of everything. */
  isNews?(event: E): boolean;
}

/**
 * A step of a table in a school's replica: a row comes, or is renewed; it goes; or the one that is known becomes another, where an
 * event tells a part of it without carrying it.
 */
export type Step<R> = { put: R } | { remove: string } | { amend: string; become(row: R): R };

/** How a table in a school's replica follows events; one that leaves it as it is makes no step. */
export type Table<R, E> = (event: E) => readonly Step<R>[];

/** A table that several nouns have a part in: each makes its steps, in their order. */
export function inTurn<R, A, B>(one: Table<R, A>, other: Table<R, B>): Table<R, A & B> {
  return (event) => [...one(event), ...other(event)];
}
