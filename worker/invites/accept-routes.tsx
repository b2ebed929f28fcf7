import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { open as opened } from "#domain/invites";
import { take } from "../accounts/limits.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { checkUsername } from "../users/free-username.ts";
import { openLink } from "./accept.ts";
import { act } from "./commands.ts";
import { deadPage, linkPage, renew } from "./link-page.tsx";
import { submitOffer } from "./offer-submit.tsx";
import { ForgedLinkPage } from "./pages/dead-link.tsx";
import { submitSetUp } from "./set-up-submit.tsx";

const hour = 3600_000;

/** The pages behind a set-up link. Fetching them changes nothing: mail scanners do [I6]. */
export const accept = new Hono<App>()
  .get("/:token", async (c) => {
    const link = await openLink(c, c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    return linkPage(c, link);
  })
  .post("/:token", formOnly, async (c) => {
    const token = c.req.param("token");
    const link = await openLink(c, token);
    if (!link) return c.html(<ForgedLinkPage />, 404);
    const form = await formOf(c);
    if (link.dead) return form.renew === undefined ? deadPage(c, link) : renew(c, link);
    return link.holder ? submitOffer(c, link, token, form) : submitSetUp(c, link, token, form);
  })
  .get("/:token/usernames/:username", async (c) => {
    const link = await openLink(c, c.req.param("token"));
    if (!link) throw new DomainError("not_found");
    if (link.dead) throw new DomainError("link_dead");
    await take(c.env, [{ name: `usernames:${link.invite.id}`, limit: 60 }], hour, c.get("now"));
    return c.json(await checkUsername(c.env, c.req.param("username")), 200);
  })
  .post("/:token/opening", async (c) => {
    // Always the same answer, whatever the token is worth [I7].
    await noteOpening(c, c.req.param("token")).catch(() => undefined);
    return c.body(null, 204);
  });

async function noteOpening(c: AppContext, token: string): Promise<void> {
  const link = await openLink(c, token);
  if (!link) return;
  const { schoolId: school, id } = link.invite;
  await act(c, id, { school, actor: null }, (seen) => {
    const next = opened(seen, link.generation, c.get("now"));
    return next && { next, kind: "invite.opened" };
  });
}
