import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { html } from "hono/html";
import { DomainError } from "#domain/errors";
import { iso } from "#domain/time";
import type { App } from "../http/app.ts";
import { secretPage } from "../http/headers.ts";
import { sent, waiting } from "./compose.ts";
import { mailboxPolicy, previewPolicy } from "./mailbox-inline.ts";
import { MailboxPage } from "./mailbox-page.tsx";
import type { Outgoing } from "./outgoing.ts";

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
  .get("/mail/:id", async (c) => {
    const [mail] = await sent(c.env, { id: c.req.param("id") });
    if (!mail) throw new DomainError("not_found");
    c.header("Content-Security-Policy", previewPolicy);
    return c.html(mail.html);
  });

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}

function listed({ id, to, subject, text, html, sentAt }: Outgoing) {
  return { id, to, subject, text, html, at: iso(sentAt ?? 0) };
}
