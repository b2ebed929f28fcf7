import { pause } from "./backoff.ts";
import { forget, ownMark } from "./device-mark.ts";
import type { SessionAnswer } from "./session.ts";

/** How long a page waits for a browser to find what is kept. It does not take long. */
const findingMs = 3_000;

/** What is kept of a school. Null on a browser that others use, too, and where nothing can be kept. */
export function keepingOf(school: string) {
  return ask((keeping, mark) => keeping.openKeeping(school, mark));
}

/** The session's answer as it was last kept, or null. */
export function keptSession(): Promise<SessionAnswer | null> {
  return ask((keeping, mark) => keeping.latestSession(mark));
}

type Keeping = typeof import("./saved-replica.ts");

/** A shared computer never even loads what would keep something. */
async function ask<T>(question: (keeping: Keeping, mark: string) => Promise<T>): Promise<T | null> {
  const mark = ownMark();
  if (!mark) {
    void forget();
    return null;
  }
  const answer = import("./saved-replica.ts").then((keeping) =>
    ownMark() === mark ? question(keeping, mark) : null,
  );
  return Promise.race([answer.catch(() => null), pause(findingMs).then(() => null)]);
}
