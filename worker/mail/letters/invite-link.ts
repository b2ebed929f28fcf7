import { deliverableEmail } from "#domain/emails";
import { signLink } from "../../links.ts";
import type { MailRow } from "../row.ts";
import type { Mailbox } from "../sender.ts";
import { moment } from "../when.ts";
import { type Desk, named, presentIn } from "../writing/letter.ts";

/** The link that an invite's mail carries, and until when it works, in words. */
export function linkOf(desk: Desk, { mail, school, invite }: MailRow) {
  const { id, generation, extended, expiresAt } = presentIn(invite);
  const isLatest = mail.generation === generation;
  // Later links have times of their own, and typing has won this one some [I7].
  const until = isLatest && !extended ? expiresAt : mail.createdAt + desk.inviteLife;
  const token = signLink(desk.linkKeys, "accept", id, mail.generation);
  return { until: moment(until, school.timeZone), link: `${desk.origin}/accept/${token}` };
}

/** A question goes to whoever invited, while they are at the school and their address is known to be theirs. */
export function inviterOf({ inviter, isThere }: MailRow): Mailbox | null {
  if (!inviter?.email || !inviter.emailConfirmedAt || !isThere) return null;
  return { email: deliverableEmail(inviter.email), name: named(inviter, "") };
}
