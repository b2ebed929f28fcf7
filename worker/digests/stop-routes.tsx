import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { open } from "#db/client";
import { schools } from "#db/schema";
import type { App, AppContext } from "../http/app.ts";
import { ForgedLinkPage } from "../invites/pages/dead-link.tsx";
import { stopDigest } from "./commands.ts";
import { stoppedBy } from "./stop-link.ts";
import { DigestStoppedPage, StopDigestPage } from "./stop-page.tsx";

/**
 * The page behind the link that stops a digest. Fetching it changes nothing; posting to it does, from the page or, as RFC 8058
 * has it, from a mail program: that says nothing of where it comes from, so the token alone is the proof.
 */
export const digestStop = new Hono<App>()
  .get("/:token", async (c) => {
    const school = await schoolOf(c);
    if (!school) return c.html(<ForgedLinkPage />, 404);
    return c.html(<StopDigestPage school={school} />);
  })
  .post("/:token", async (c) => {
    const stopped = stoppedBy(c.get("settings").linkKeys, c.req.param("token"));
    const school = await schoolOf(c);
    if (!stopped || !school) return c.html(<ForgedLinkPage />, 404);
    await stopDigest(c.env, stopped.school, stopped.userId);
    return c.html(<DigestStoppedPage school={school} />);
  });

async function schoolOf(c: AppContext) {
  const stopped = stoppedBy(c.get("settings").linkKeys, c.req.param("token") ?? "");
  if (!stopped) return null;
  const [school] = await open(c.env.DB)
    .select()
    .from(schools)
    .where(eq(schools.id, stopped.school));
  return school ?? null;
}
