import type { MailKind } from "#db/schema";
import type { Outcome } from "./outcome.ts";
import type { Mailbox } from "./sender.ts";

/** What a mail says, in each of its forms. In the text its link stands alone on a line. */
export interface Words {
  subject: string;
  text: string;
  html: string;
}

/** A mail as it leaves. May hold a live link: never to be stored or logged. */
export interface Outgoing extends Words {
  id: string;
  kind: MailKind;
  to: string;
  replyTo: Mailbox | null;
  /** Where one may be spared the next, without signing in: a page, which also takes the one-click POST of RFC 8058. */
  stop: string | null;
  sentAt: number | null;
}

/** Takes a mail on its way. Never throws. */
export type Transport = (letter: Outgoing) => Promise<Outcome>;
