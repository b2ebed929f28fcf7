import { Hono } from "hono";
import { transportName } from "../../mail/deliver.ts";
import type { App } from "../app.ts";

/** For whoever watches over the deployment: is it up, which version, and can it send mail? */
export const health = new Hono<App>().get("/", async (c) => {
  await c.env.DB.prepare("select 1").first();
  return c.json({ ok: true, version: c.env.VERSION ?? "dev", mail: transportName(c.env) }, 200, {
    "Cache-Control": "no-store",
  });
});
