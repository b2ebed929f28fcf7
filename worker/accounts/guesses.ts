import type { Settings } from "../env.ts";
import { isSame, mac } from "../links.ts";
import { type Bucket, household, veiled } from "./limits.ts";

/** The window in which wrong guesses are counted, milliseconds. */
export const guessWindow = 15 * 60_000;

/** Where a guess counts. */
export interface GuessBuckets {
  /** The guesser's own, of this account: a right password empties it, and no other. */
  own: Bucket;
  /** What they share with others. Guesses stay there until their window ends: they may have been a stranger's. */
  shared: Bucket[];
}

/**
 * A browser that signed in to this account before has a counter of its own, so nobody can lock its holder out;
 * any other counts for account and address, for the account, and for the address.
 */
export function guessBuckets(
  username: string,
  ip: string,
  knownBrowser: string | null,
): GuessBuckets {
  const account = accountBucket(username);
  if (knownBrowser)
    return { own: { name: `${account}:browser:${knownBrowser}`, limit: 5 }, shared: [] };
  const address = household(ip);
  return {
    own: { name: `${account}:from:${address}`, limit: 5 },
    shared: [{ name: account, limit: 20 }, addressBucket(ip)],
  };
}

/** All guesses from one address, whomever they are about. */
export function addressBucket(ip: string): Bucket {
  return { name: `address:${household(ip)}`, limit: 100 };
}

/** All of an account's counters begin with this name. */
export function accountBucket(username: string): string {
  return `account:${veiled(username)}`;
}

// The browser cookie: an id of its own and a MAC for each account that signed in from it, the latest first.
const remembered = 6;

/** The browser's id when its cookie proves that this account signed in from it before, or null. */
export function knownBrowser(
  settings: Settings,
  cookie: string | undefined,
  username: string,
): string | null {
  const { id, marks } = parse(cookie);
  const isKnown = settings.linkKeys.some((key) =>
    marks.some((mark) => isSame(mark, mac(key, "staffroom/v1/browser", id, username))),
  );
  return id && isKnown ? id : null;
}

/** The cookie after this account has signed in. */
export function rememberBrowser(
  settings: Settings,
  cookie: string | undefined,
  username: string,
): string {
  const { id, marks } = parse(cookie);
  const browser = id || crypto.randomUUID();
  const mark = mac(settings.linkKeys[0], "staffroom/v1/browser", browser, username);
  return [browser, ...[mark, ...marks.filter((other) => other !== mark)].slice(0, remembered)].join(
    ".",
  );
}

function parse(cookie: string | undefined): { id: string; marks: string[] } {
  const [id = "", ...marks] = (cookie ?? "").split(".");
  return /^[\w-]{36}$/.test(id) ? { id, marks: marks.slice(0, remembered) } : { id: "", marks: [] };
}
