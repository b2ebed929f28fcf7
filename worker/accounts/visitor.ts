/** Whoever is at the door, before it is known who that is. */
export interface Visitor {
  /** Where the request came from, as Cloudflare saw it. */
  address: string;
  /** What the browser calls itself. */
  userAgent: string | null;
  /** Whether they say that nobody else uses this browser. */
  isOwnDevice: boolean;
  /** The cookie that says which accounts signed in from this browser before; see `guesses.ts`. */
  browser: string | undefined;
}
