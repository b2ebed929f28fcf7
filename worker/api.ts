import { type Context, Hono } from "hono";
import { DomainError } from "#domain/errors";
import { passwords } from "./accounts/password-page-routes.tsx";
import { passwordResets } from "./accounts/password-reset-routes.ts";
import { reset } from "./accounts/reset-link-routes.tsx";
import { session } from "./accounts/session-routes.ts";
import { pages } from "./accounts/sign-in-page-routes.tsx";
import { digestStop } from "./digests/stop-routes.tsx";
import { answer, answers } from "./http/answers.ts";
import type { App } from "./http/app.ts";
import { jsonOnly, upToAMegabyte } from "./http/body.ts";
import { configured } from "./http/configured.ts";
import { addressed, secretPage, securityHeaders, timed, uncached } from "./http/headers.ts";
import { pathOf } from "./http/link-path.ts";
import { Description, describe } from "./http/openapi.ts";
import { problem } from "./http/problem.ts";
import { RememberingRouter } from "./http/router.ts";
import { dashboard } from "./http/routes/dashboard-route.ts";
import { health } from "./http/routes/health-route.ts";
import { help } from "./http/routes/help-route.tsx";
import { sameOrigin, sameOriginIfSaid, sameOriginOrToken } from "./http/same-origin.ts";
import { accept } from "./invites/accept-routes.tsx";
import { mailbox } from "./mail/mailbox/routes.tsx";
import { webhooks } from "./mail/webhooks/routes.ts";
import { recovery } from "./recovery/confirm-routes.tsx";
import { pictures } from "./schools/logo/picture-route.ts";
import { schools } from "./schools/routes.ts";

const resources = new Hono<App>()
  .use(uncached, timed, addressed, sameOrigin, upToAMegabyte, jsonOnly)
  .route("/session", session)
  .route("/password-resets", passwordResets)
  .route("/schools", schools)
  .get("/openapi.json", answers(200, Description), (c) =>
    answer(c, contract(c.get("settings").origin)),
  )
  .all("/*", notThere);

/** Every route of Staffroom. */
export const api = new Hono<App>({ getPath: pathOf, router: new RememberingRouter() })
  .use(securityHeaders)
  .route("/healthz", health)
  .use(configured)
  .route("/api", resources)
  .route("/logos", pictures)
  .use("/accept/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/accept", accept)
  .use("/reset/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/reset", reset)
  .use("/recovery/*", secretPage, sameOriginOrToken, upToAMegabyte)
  .route("/recovery", recovery)
  .use("/digest/*", secretPage, upToAMegabyte)
  .route("/digest", digestStop)
  .use("/webhooks/*", uncached, upToAMegabyte)
  .route("/webhooks", webhooks)
  .use("/dev/*", sameOriginIfSaid, upToAMegabyte)
  .route("/dev", mailbox)
  .use(sameOrigin, upToAMegabyte)
  .route("/", pages)
  .route("/", passwords)
  .route("/", help)
  .route("/", dashboard)
  .get("/assets/*", uncached, notThere)
  .all("/*", notThere)
  .onError(problem);

/** What the dashboard calls. */
export type Api = typeof resources;

function notThere(_: Context): never {
  throw new DomainError("not_found");
}

/** The contract as a machine reads it. */
function contract(origin: string): Description {
  return describe(api, origin);
}
