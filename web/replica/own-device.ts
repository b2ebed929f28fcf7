import { pause } from "./backoff.ts";
import type { SessionAnswer } from "./session.ts";

/** The one database of the dashboard. */
export const databaseName = "staffroom";

/** How long a page waits for a browser to find what is kept, and to erase it, milliseconds. Neither takes long. */
const patience = { finding: 3_000, erasing: 1_000 };

let isForgotten = false;

/**
 * The value that marks this browser as somebody's own, other for each time they sign in; null where others use it, too.
 * Only under it may anything be kept, and what was kept under another is not theirs.
 */
export function ownMark(): string | null {
  if (isForgotten) return null;
  return /(?:^|; )(?:__Host-)?device=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** What is kept of a school. Null on a browser that others use, too, and where nothing can be kept. */
export function keepingOf(school: string) {
  return ask((keeping, mark) => keeping.openKeeping(school, mark));
}

/** The session's answer as it was last kept, or null. */
export function keptSession(): Promise<SessionAnswer | null> {
  return ask((keeping, mark) => keeping.latestSession(mark));
}

/** Erases whatever is kept, in every tab. This page keeps nothing any more. */
export async function forget(): Promise<void> {
  isForgotten = true;
  await Promise.race([erased(), pause(patience.erasing)]);
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
  return Promise.race([answer.catch(() => null), pause(patience.finding).then(() => null)]);
}

/** Every tab closes its own connection when another asks for this. */
function erased(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(databaseName);
      request.onsuccess = request.onerror = () => resolve();
    } catch {
      resolve();
    }
  });
}
