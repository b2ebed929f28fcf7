import { raw } from "hono/html";
import { iso } from "#domain/time";
import type { Outgoing } from "../outgoing.ts";
import type { Waiting } from "../writing/compose.ts";
import { script, style } from "./inline.ts";
import { Letter } from "./letter.tsx";

interface MailboxPageProps {
  mails: Outgoing[];
  /** What has yet to leave, the next first. */
  queue: Waiting[];
  to: string | null;
  /** Epoch milliseconds. */
  now: number;
}

/** What waits to be sent and what has been, newest first; the newest is open. */
export function MailboxPage({ mails, queue, to, now }: MailboxPageProps) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mailbox · Staffroom</title>
        <style>{raw(style)}</style>
        <script type="module">{raw(script)}</script>
      </head>
      <body>
        <main>
          <header>
            <h1>Mailbox</h1>
            <a href={to === null ? "/dev/mail" : `/dev/mail?to=${encodeURIComponent(to)}`}>
              Refresh
            </a>
          </header>
          <p class="muted">
            What this Staffroom has sent, newest first. The buttons tell it what became of a mail,
            as the mail service would. <a href="/dev/mail/previews">Previews of every mail</a>
          </p>
          {to !== null && (
            <p class="muted">
              Only mail to {to}. <a href="/dev/mail">Show all</a>
            </p>
          )}
          <Queue queue={queue} now={now} />
          <Mails mails={mails} />
          <p class="empty">No mail yet. Invite somebody: it shows here.</p>
        </main>
      </body>
    </html>
  );
}

/** Of a mail that waits no link is shown: it may still be thought better of. */
function Queue({ queue, now }: { queue: Waiting[]; now: number }) {
  return (
    <ul id="waiting" aria-label="Waiting">
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
    <ul id="sent" aria-label="Sent">
      {mails.map((mail, i) => (
        <Letter
          id={mail.id}
          words={mail}
          about={
            <>
              To {mail.to} · <time datetime={iso(mail.sentAt ?? 0)}>{clock(mail.sentAt ?? 0)}</time>
            </>
          }
          isOpen={i === 0}
          href={`/dev/mail/${mail.id}`}
        >
          <button type="button" value="delivered">
            Delivered
          </button>
          <button type="button" value="hard-bounced">
            Bounced
          </button>
          <button type="button" value="complained">
            Marked as spam
          </button>
          <output class="muted" />
        </Letter>
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
