import { pause } from "./backoff.ts";
import { forget, ownMark } from "./device-mark.ts";
import type { SessionAnswer } from "./session.ts";

/** How long a page waits for a browser to find what is kept. It does not take long. */
const findingMs = 3_000;

/** What is kept of a school. Null on a browser that others use, too, and where nothing can be kept. */
export function savedReplicaOf(school: string) {
  return ask((saved, mark) => saved.openSavedReplica(school, mark));
}

/** The session's answer as it was last kept, or null. */
export function savedSession(): Promise<SessionAnswer | null> {
  return ask((saved, mark) => saved.latestSession(mark));
}

type Saved = typeof import("./saved-replica.ts");

/** A shared computer never even loads what would keep something. */
async function ask<T>(question: (saved: Saved, mark: string) => Promise<T>): Promise<T | null> {
  const mark = ownMark();
  if (!mark) {
    void forget();
    return null;
  }
  const answer = import("./saved-replica.ts").then((saved) =>
    ownMark() === mark ? question(saved, mark) : null,
  );
  return Promise.race([answer.catch(() => null), pause(findingMs).then(() => null)]);
}
