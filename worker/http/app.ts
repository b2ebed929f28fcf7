import type { Context } from "hono";
import type { Ability } from "#domain/roles";
import type { Me, Seat } from "../accounts/me.ts";
import type { Env, Settings } from "../env.ts";

/** What every route may count on. */
export interface App {
  Bindings: Env;
  Variables: {
    /** Epoch milliseconds: the one reading of the clock a request makes. */
    now: number;
    settings: Settings;
    /** Set behind `signedIn`. */
    me: Me;
    /** Set behind `inSchool`. */
    seat: Seat;
    /** The number of the school's latest event that this answer knows of. */
    seq: number;
    /** Set by `may`, for `actOf`. */
    ability: Ability;
    /** What was read with the session, by the middleware that wanted it. Set by `signedIn`, for `prefetch`. */
    ahead: ReadonlyMap<object, () => unknown>;
    /** Set by `prefetch`, for `prefetched`. */
    prefetched: (() => unknown) | null;
    /** The CSP sources of the scripts that stand in a page. */
    inlineScripts?: readonly string[];
    /** Set by `answers`, for `answer`. */
    answer: (body: unknown) => Response;
  };
}

export type AppContext = Context<App>;
