import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { ring } from "../../events/announce.ts";
import type { App } from "../../http/app.ts";
import { eventsIn } from "./events.ts";
import { takeIn } from "./take-in.ts";
import { isGenuine } from "./verify.ts";

/** What the mail service tells of mails that have left. Its signature is all that counts: nobody else may say so. */
export const webhooks = new Hono<App>().post("/mailchannels", async (c) => {
  const body = await c.req.arrayBuffer();
  const now = Date.now();
  const customer = c.env.MAILCHANNELS_CUSTOMER;
  const isSigned = customer && (await isGenuine(c.env, c.req.raw.headers, body, now));
  const events = isSigned ? eventsIn(body, customer) : null;
  if (!events) throw new DomainError("not_genuine");
  for await (const committed of takeIn(c.env, events, now))
    c.executionCtx.waitUntil(ring(c.env, committed));
  return c.body(null, 200);
});
