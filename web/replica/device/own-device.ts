import { pause } from "../backoff.ts";
import type { SessionAnswer } from "../session.ts";
import { forget, ownMark } from "./device-mark.ts";

/** How long a page waits in all for a browser to find what is kept; then it begins without, milliseconds. */
const findingMs = 2_000;

type Saved = typeof import("./saved-replica.ts");
export type Kept = Awaited<ReturnType<Saved["openSavedReplica"]>>;

/** A browser that was once too slow is not waited for again. */
let isSlow = false;

/**
 * What is kept of a school. Null on a browser that others use, too, where nothing can be kept, and where it is long in being
 * found: `late` is told of it then, for from now on the school may be kept there.
 */
export function savedReplicaOf(school: string, late: (kept: Kept) => void): Promise<Kept | null> {
  return ask((saved, mark) => saved.openSavedReplica(school, mark), late);
}

/** The session's answer as it was last kept, or null. */
export function savedSession(): Promise<SessionAnswer | null> {
  return ask((saved, mark) => saved.latestSession(mark));
}

/** A shared computer never even loads what would keep something. */
async function ask<T>(
  question: (saved: Saved, mark: string) => Promise<T>,
  late?: (answer: T) => void,
): Promise<T | null> {
  const mark = ownMark();
  if (!mark) {
    void forget();
    return null;
  }
  let isLate = false;
  const answer = import("./saved-replica.ts")
    .then((saved) => (ownMark() === mark ? question(saved, mark) : null))
    .catch(() => null);
  const patience = pause(isSlow ? 0 : findingMs).then(() => {
    isLate = true;
    return null;
  });
  const found = await Promise.race([answer, patience]);
  isSlow ||= isLate;
  if (isLate && late) void answer.then((found) => found !== null && late(found));
  return found;
}
