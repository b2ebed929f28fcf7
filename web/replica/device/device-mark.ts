import { pause } from "../backoff.ts";

/** The one database of the dashboard. */
export const databaseName = "staffroom";

/** How long a page waits for a browser to erase what is kept. It does not take long. */
const erasingMs = 1_000;

let isForgotten = false;

/**
 * The value that marks this browser as somebody's own, other for each time they sign in; null where others use it, too.
 * Only under it may anything be kept, and what was kept under another is not theirs.
 */
export function ownMark(): string | null {
  if (isForgotten) return null;
  return /(?:^|; )(?:__Host-)?device=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** Erases whatever is kept, in every tab. This page keeps nothing any more. */
export async function forget(): Promise<void> {
  isForgotten = true;
  await Promise.race([erased(), pause(erasingMs)]);
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
