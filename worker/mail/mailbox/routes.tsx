import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { html } from "hono/html";
import { DomainError } from "#domain/errors";
import { iso } from "#domain/time";
import { ring } from "../../events/announce.ts";
import type { App } from "../../http/app.ts";
import { body } from "../../http/body.ts";
import { secretPage } from "../../http/headers.ts";
import { stopHeaders } from "../mailchannels.ts";
import type { Outgoing, Words } from "../outgoing.ts";
import { takeIn } from "../webhooks/take-in.ts";
import { sent, waiting } from "../writing/compose.ts";
import { mailboxPolicy, previewPolicy } from "./inline.ts";
import { someLogo } from "./logo.ts";
import { MailboxPage } from "./page.tsx";
import { Pressed, toldOf } from "./pressed.ts";
import { previews } from "./previews.ts";
import { PreviewsPage } from "./previews-page.tsx";

/** Mail links open accounts, so the mailbox shows itself only on the machine of whoever started it so. */
const onlyHere = createMiddleware<App>(async (c, next) => {
  const hosts = [c.req.header("Host"), new URL(c.req.url).host].filter(
    (host) => host !== undefined,
  );
  if (c.env.MAILBOX !== "dev" || !hosts.every(isLoopback)) throw new DomainError("not_found");
  await next();
});

/** The dev mailbox: what has been sent, made anew from the outbox each time it is looked at. */
export const mailbox = new Hono<App>()
  .use("/mail", onlyHere, secretPage)
  .use("/mail/*", onlyHere, secretPage)
  .use("/mail.json", onlyHere, secretPage)
  .get("/mail.json", async (c) =>
    c.json((await sent(c.env, { to: c.req.query("to") })).map(listed), 200),
  )
  .get("/mail", async (c) => {
    const to = c.req.query("to") || undefined;
    c.header("Content-Security-Policy", mailboxPolicy);
    const [mails, queue] = [await sent(c.env, { to }), await waiting(c.env, { to })];
    const page = <MailboxPage mails={mails} queue={queue} to={to ?? null} now={c.get("now")} />;
    return c.html(html`<!doctype html>${page}`);
  })
  .get("/mail/previews", async (c) => {
    const mails = await Promise.all((await previewsOf(c)).map(written));
    c.header("Content-Security-Policy", mailboxPolicy);
    return c.html(html`<!doctype html>${<PreviewsPage mails={mails} />}`);
  })
  .get("/mail/previews/:name", async (c) => {
    const words = await (await previewsOf(c)).find(([name]) => name === c.req.param("name"))?.[1];
    if (!words) throw new DomainError("not_found");
    c.header("Content-Security-Policy", previewPolicy);
    return c.html(words.html);
  })
  .post("/mail/:id/events", body(Pressed), async (c) => {
    const [mail] = await sent(c.env, { id: c.req.param("id") });
    if (!mail) throw new DomainError("not_found");
    const now = c.get("now");
    for await (const committed of takeIn(c.env, [toldOf(mail, c.req.valid("json"), now)], now))
      c.executionCtx.waitUntil(ring(c.env, committed));
    return c.body(null, 204);
  })
  .get("/mail/:id", async (c) => {
    const [mail] = await sent(c.env, { id: c.req.param("id") });
    if (!mail) throw new DomainError("not_found");
    c.header("Content-Security-Policy", previewPolicy);
    return c.html(mail.html);
  });

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}

/** The previews by name, with the logo of a school here. */
async function previewsOf({ env, get }: Context<App>): Promise<[string, Promise<Words>][]> {
  const { origin } = get("settings");
  return Object.entries(previews(origin, await someLogo(env, origin)));
}

function listed({ id, to, stop, subject, text, html, sentAt }: Outgoing) {
  const headers = stop === null ? {} : stopHeaders(stop);
  return { id, to, subject, text, html, headers, at: iso(sentAt ?? 0) };
}

async function written([name, words]: [string, Promise<Words>]): Promise<[string, Words]> {
  return [name, await words];
}
