import type { Context } from "hono";
import type { Visitor } from "../accounts/visitor.ts";
import type { PersonAct, Runtime } from "../act.ts";
import type { App, AppContext } from "./app.ts";
import type { Permitted } from "./in-school.ts";
import { browserCookie } from "./session/cookies.ts";

/** What commands need of a request that is about no school, or about one that a link names. */
export function runtimeOf(c: AppContext): Runtime {
  return {
    env: c.env,
    settings: c.get("settings"),
    now: c.get("now"),
    waitUntil: (promise) => c.executionCtx.waitUntil(promise),
  };
}

/** The request as an act of whoever is signed in, behind `may`. What it commits is answered as `X-Seq`. */
export function actOf<P extends string>(c: Context<App, P, Permitted>): PersonAct {
  const { schoolId: school, role } = c.get("seat");
  const { id, sessionId: session } = c.get("me");
  return {
    ...runtimeOf(c),
    school,
    actor: { right: "role", school, id, role, may: c.get("ability"), session },
    onCommitted: (seq) => c.set("seq", seq),
  };
}

/** Whose browser the request comes from, signed in or not. `isOwnDevice` is what they say of it. */
export function visitorOf(c: AppContext, isOwnDevice = false): Visitor {
  return {
    address: c.req.header("CF-Connecting-IP") ?? "unknown",
    userAgent: c.req.header("User-Agent") ?? null,
    isOwnDevice,
    browser: browserCookie(c),
  };
}
