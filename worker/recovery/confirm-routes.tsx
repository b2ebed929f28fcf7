import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { recoveryEnd } from "#domain/recoveries";
import { Postcode } from "#domain/schools";
import { take } from "../accounts/limits.ts";
import { runtimeOf } from "../http/act.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { nearestFirst } from "../http/nearest.ts";
import { sentence } from "../http/refusals.ts";
import { secondsToWait } from "../http/too-many.ts";
import { ForgedLinkPage } from "../invites/pages/dead-link.tsx";
import { confirmRecovery } from "./commands.ts";
import { type OpenedRecovery, openRecoveryLink } from "./confirm-link.ts";
import { ConfirmedRecoveryPage, EndedRecoveryPage, RecoveryPage } from "./confirm-page.tsx";

const hour = 3600_000;

/** The page behind the link that goes to a recovery address [A14]. Fetching it changes nothing. */
export const recovery = new Hono<App>()
  .get("/:token", async (c) => {
    const token = c.req.param("token");
    const link = await nearestFirst(
      runtimeOf(c),
      (runtime) => openRecoveryLink(runtime, token),
      (found) => found !== null && recoveryEnd(found.recovery, c.get("now")) === null,
    );
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const end = recoveryEnd(link.recovery, c.get("now"));
    if (end) return c.html(<EndedRecoveryPage link={link} end={end} />, 410);
    return c.html(<RecoveryPage link={link} typed="" slips={{}} />);
  })
  .post("/:token", formOnly, async (c) => {
    const link = await openRecoveryLink(runtimeOf(c), c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const end = recoveryEnd(link.recovery, c.get("now"));
    if (end) return c.html(<EndedRecoveryPage link={link} end={end} />, 410);
    return submit(c, link, (await formOf(c)).postcode ?? "");
  });

async function submit(c: AppContext, link: OpenedRecovery, typed: string) {
  const again = (slips: Record<string, string>, status: 422 | 429 | 503) =>
    c.html(<RecoveryPage link={link} typed={typed} slips={slips} />, status);
  try {
    await take(c.env, [{ name: `confirm:${link.recovery.id}`, limit: 20 }], hour, c.get("now"));
    const postcode = Postcode.safeParse(typed);
    if (!postcode.success || postcode.data !== link.school.postcode) {
      return again({ postcode: "This is not the school’s postcode." }, 422);
    }
    await confirmRecovery(runtimeOf(c), link.recovery, link.holder);
    return c.html(<ConfirmedRecoveryPage link={link} now={c.get("now")} />);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "too_many_attempts" || error.code === "busy") {
      c.header("Retry-After", secondsToWait(error));
      return again({ form: sentence(error.code) }, error.code === "busy" ? 503 : 429);
    }
    if (error.code !== "link_dead") throw error;
    const now = await openRecoveryLink(runtimeOf(c), c.req.param("token") ?? "");
    const end = now && recoveryEnd(now.recovery, c.get("now"));
    return c.html(<EndedRecoveryPage link={link} end={end ?? "lapsed"} />, 410);
  }
}
