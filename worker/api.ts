import { type Context, Hono } from "hono";
import { DomainError } from "#domain/errors";
import type { App, AppContext } from "./middleware/app.ts";
import { jsonOnly, upToAMegabyte } from "./middleware/body.ts";
import { configured } from "./middleware/configured.ts";
import { secretPage, securityHeaders, uncached } from "./middleware/headers.ts";
import { sameOrigin, sameOriginOrToken } from "./middleware/same-origin.ts";
import { describe } from "./openapi.ts";
import { problem } from "./problem.ts";
import { accept } from "./routes/accept.tsx";
import { dashboard } from "./routes/dashboard.ts";
import { health } from "./routes/health.ts";
import { mailbox } from "./routes/mailbox.tsx";
import { pages } from "./routes/pages.tsx";
import { passwordResets } from "./routes/password-resets.ts";
import { passwords } from "./routes/passwords.tsx";
import { recovery } from "./routes/recovery.tsx";
import { reset } from "./routes/reset.tsx";
import { schools } from "./routes/schools.ts";
import { session } from "./routes/session.ts";

const resources = new Hono<App>()
  .use(uncached, sameOrigin, upToAMegabyte, jsonOnly)
  .route("/session", session)
  .route("/password-resets", passwordResets)
  .route("/schools", schools)
  .get("/openapi.json", description)
  .all("/*", notThere);

/** Every route of Staffroom. */
export const api = new Hono<App>()
  .use(securityHeaders)
  .route("/healthz", health)
  .use(configured)
  .route("/api", resources)
  .use("/accept/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/accept", accept)
  .use("/reset/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/reset", reset)
  .use("/recovery/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/recovery", recovery)
  .use(sameOrigin, upToAMegabyte)
  .route("/dev", mailbox)
  .route("/", pages)
  .route("/", passwords)
  .route("/", dashboard)
  .all("/*", notThere)
  .onError(problem);

/** What the dashboard calls. */
export type Api = typeof resources;

function notThere(_: Context): never {
  throw new DomainError("not_found");
}

/** The contract as a machine reads it. */
function description(c: AppContext): Response {
  return c.json(describe(api, c.get("settings").origin));
}
