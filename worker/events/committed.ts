import type { Event } from "#domain/events";
import type { MailRow } from "../mail/row.ts";

/** What a command has written, as rooms and browsers are told it. */
export interface Committed {
  school: string;
  epoch: string;
  seq: number;
  events: Event[];
  /** When the first mail of the command is to leave, epoch milliseconds; null for none. */
  mailDue: number | null;
  /** The mails that whoever committed it is to send. No room's business. */
  claimed?: MailRow[];
}
