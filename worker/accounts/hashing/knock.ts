import { DomainError } from "#domain/errors";
import { addressBucket, guessWindow } from "../guesses.ts";
import { queue } from "../hash.ts";
import type { Caller } from "./queue.ts";
import { createTally } from "./tally.ts";

/** Strangers' guesses by address, as far as this isolate knows of them: wrong, not decided yet, or turned away. */
const guessed = createTally(addressBucket("").limit, guessWindow);

/**
 * Counts a stranger's guess, and refuses it before the database is asked for anything where that would refuse it as well, or
 * where the queue has no room: a flood must cost less than what it keeps waiting. Returns what takes the guess back.
 */
export function knock({ lane, line }: Caller, now: number): () => void {
  if (lane !== "stranger") return () => undefined;
  const full = guessed.fullFor(line, now);
  if (full > 0) throw new DomainError("too_many_attempts", { retryAfter: full / 1000 });
  guessed.add(line, now);
  if (!queue.hasRoom({ lane, line })) throw new DomainError("busy", { retryAfter: 5 });
  return () => guessed.giveBack(line);
}
