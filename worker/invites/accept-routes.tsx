import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { household, take } from "../accounts/limits.ts";
import type { Act } from "../act.ts";
import { runtimeOf, visitorOf } from "../http/act.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { nearestFirst } from "../http/nearest.ts";
import { somebodyElse } from "../http/session/somebody-else.ts";
import { checkUsername } from "../users/free-username.ts";
import { noteOpening, noteRequest } from "./commands.ts";
import { openLink } from "./open-link.ts";
import { ForgedLinkPage } from "./pages/dead-link.tsx";
import { deadPage, goOn, linkPage, otherPage, renew } from "./pages/link-page.tsx";
import { submitOffer } from "./pages/offer-submit.tsx";
import { submitSetUp } from "./pages/set-up-submit.tsx";

const hour = 3600_000;
/** Requests for new links in an hour from one address. */
const requestLimit = 40;

/** The pages behind a set-up link. Fetching them changes nothing: mail scanners do [I6]. */
export const accept = new Hono<App>()
  .get("/:token", async (c) => {
    const token = c.req.param("token");
    const link = await nearestFirst(
      runtimeOf(c),
      (runtime) => openLink(runtime, token),
      (found) => found?.dead === null,
    );
    if (!link) return c.html(<ForgedLinkPage />, 404);
    return linkPage(c, link);
  })
  .post("/:token", formOnly, async (c) => {
    const token = c.req.param("token");
    const link = await openLink(runtimeOf(c), token);
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const form = await formOf(c);
    if (link.dead) return form.renew === undefined ? deadPage(c, link) : renew(c, link);
    if (form.signOut !== undefined) return goOn(c, link, form);
    const other = await somebodyElse(c, link.holder?.id ?? null);
    if (other) return otherPage(c, link, other, form);
    return link.holder ? submitOffer(c, link, token, form) : submitSetUp(c, link, token, form);
  })
  .get("/:token/usernames/:username", async (c) => {
    const link = await openLink(runtimeOf(c), c.req.param("token"));
    if (!link) throw new DomainError("not_found");
    if (link.dead) throw new DomainError("link_dead");
    await take(c.env, [{ name: `usernames:${link.invite.id}`, limit: 60 }], hour, c.get("now"));
    return c.json(await checkUsername(c.env, c.req.param("username")), 200);
  })
  .post("/:token/opening", async (c) => {
    // Always the same answer, whatever the token is worth [I7].
    await noted(c, c.req.param("token"), noteOpening).catch(() => undefined);
    return c.body(null, 204);
  })
  .post("/:token/requests", formOnly, async (c) => {
    // Always the same answer, whatever the token is worth [I13].
    const token = c.req.param("token");
    await noteAsked(c, token).catch(() => undefined);
    return c.redirect(`/accept/${token}`, 303);
  });

/** A school is one address to the world, so what is counted is generous; a link is noted once until it is answered. */
async function noteAsked(c: AppContext, token: string): Promise<void> {
  const { address } = visitorOf(c);
  await noted(c, token, async (act, id, generation) => {
    const bucket = { name: `requests:${household(address)}`, limit: requestLimit };
    await take(c.env, [bucket], hour, act.now);
    await noteRequest(act, id, generation);
  });
}

/** Does something about the invite behind a genuine link, in nobody's name. */
async function noted(
  c: AppContext,
  token: string,
  note: (act: Act, id: string, generation: number) => Promise<void>,
): Promise<void> {
  const runtime = runtimeOf(c);
  const link = await openLink(runtime, token);
  if (!link) return;
  const { schoolId: school, id } = link.invite;
  await note({ ...runtime, school, actor: "link" }, id, link.generation);
}
