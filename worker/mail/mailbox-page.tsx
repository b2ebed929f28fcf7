import { createHash } from "node:crypto";
import { raw } from "hono/html";
import { iso } from "#domain/time";
import type { Waiting } from "./compose.ts";
import type { Outgoing } from "./outgoing.ts";

const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1c1f1d; --muted: #5d645f; --line: #e6e3dc; --accent: #0f6b4f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #151816; --card: #1e2220; --ink: #eceeec; --muted: #a9b0ab; --line: #343a36; --accent: #7fd1b3; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 24px 16px 64px; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.0625rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: var(--accent); }
.muted { color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 24px 0 0; padding: 0; display: grid; gap: 16px; }
li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; }
.waiting { border-style: dashed; }
summary { cursor: pointer; padding: 8px 0; min-height: 24px; }
pre { margin: 0; padding: 16px 0; border-block: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.5 ui-monospace, monospace; }
.acts { display: flex; flex-wrap: wrap; gap: 8px 24px; padding-top: 16px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** The list carries its own style and nothing else. */
export const mailboxPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;
/** A mail is styled inline, as mail programs need it; it may fetch and run nothing. */
export const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

interface MailboxPageProps {
  mails: Outgoing[];
  /** What has yet to leave, the next first. */
  queue: Waiting[];
  to: string | null;
  /** Epoch milliseconds. */
  now: number;
}

/** The page asks again after so many seconds; sooner while something is about to leave. */
const refreshAfter = { quiet: 10, waiting: 2 };

/** What waits to be sent and what has been, newest first; the newest is open. Refreshes itself, without a script. */
export function MailboxPage({ mails, queue, to, now }: MailboxPageProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="refresh"
          content={String(queue.length > 0 ? refreshAfter.waiting : refreshAfter.quiet)}
        />
        <title>Mailbox · Staffroom</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <main>
          <header>
            <h1>Mailbox</h1>
            <a href={to === null ? "/dev/mail" : `/dev/mail?to=${encodeURIComponent(to)}`}>
              Refresh
            </a>
          </header>
          <p class="muted">What this Staffroom has sent, newest first. Refreshes itself.</p>
          {to !== null && (
            <p class="muted">
              Only mail to {to}. <a href="/dev/mail">Show all</a>
            </p>
          )}
          {queue.length > 0 && <Queue queue={queue} now={now} />}
          {mails.length > 0 && <Mails mails={mails} />}
          {mails.length + queue.length === 0 && (
            <p class="empty">No mail yet. Invite somebody: it shows here.</p>
          )}
        </main>
      </body>
    </html>
  );
}

/** Of a mail that waits no link is shown: it may still be thought better of. */
function Queue({ queue, now }: { queue: Waiting[]; now: number }) {
  return (
    <ul aria-label="Waiting">
      {queue.map((mail) => (
        <li class="waiting">
          <h2>{mail.subject}</h2>
          <p class="muted">
            To {mail.to} · {leavesIn(mail.dueAt - now)}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** In milliseconds: `leaves in 6 s`. */
function leavesIn(time: number): string {
  if (time <= 0) return "is leaving";
  const seconds = Math.ceil(time / 1000);
  return seconds < 120 ? `leaves in ${seconds} s` : `leaves in ${Math.ceil(seconds / 60)} min`;
}

function Mails({ mails }: { mails: Outgoing[] }) {
  return (
    <ul>
      {mails.map((mail, i) => (
        <li>
          <h2>{mail.subject}</h2>
          <p class="muted">
            To {mail.to} · <time datetime={iso(mail.sentAt ?? 0)}>{clock(mail.sentAt ?? 0)}</time>
          </p>
          <details open={i === 0}>
            <summary>Text</summary>
            <pre>
              {mail.text
                .split(/(https?:\/\/\S+)/)
                .map((part, j) => (j % 2 === 1 ? <a href={part}>{part}</a> : part))}
            </pre>
          </details>
          <p class="acts">
            <a href={`/dev/mail/${mail.id}`}>Show as a mail program does</a>
          </p>
        </li>
      ))}
    </ul>
  );
}

function clock(time: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    dateStyle: "medium",
    timeStyle: "medium",
  }).format(time);
}
