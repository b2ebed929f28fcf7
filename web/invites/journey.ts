import type { Delivery, PublicInvite } from "#domain/invites";
import { deliveryNames } from "#domain/invites/delivery";

const lost: readonly Delivery[] = ["bounced", "dropped", "failed", "complained"];

/** After this long without a look at the form, the mail may lie in Junk [I11]; milliseconds. */
const unnoticedAfterMs = 10 * 60_000;

/** Whether the mail has not reached whoever it was for, as far as anybody knows: whoever has opened its link has it. */
export function isLost({ delivery, openedAt }: PublicInvite): boolean {
  return openedAt === null && lost.includes(delivery);
}

/** How far the invite has come, as far as is known: Sent, Delivered, Opened, Set up; and whether its holder was reminded. */
export function journeyInWords(invite: PublicInvite): string {
  const { delivery, openedAt, remindedAt, status } = invite;
  if (status === "accepted") return "Set up";
  // Withdrawn before the mail left, which it never will now.
  if (status === "revoked" && delivery === "queued") return "Not sent";
  if (openedAt !== null) return "Opened";
  return remindedAt && !isLost(invite)
    ? `${deliveryNames[delivery]}, reminded`
    : deliveryNames[delivery];
}

/** How many of the four steps are done: sent, delivered, opened, set up. */
export function stepsDone({ delivery, openedAt, status }: PublicInvite): number {
  if (status === "accepted") return 4;
  if (openedAt !== null) return 3;
  return delivery === "queued" ? 0 : delivery === "sent" || lost.includes(delivery) ? 1 : 2;
}

/** When the last step was done, where that is known; ISO 8601. */
export function stepAt(invite: PublicInvite): string | null {
  const { acceptedAt, openedAt, sentAt, delivery } = invite;
  return acceptedAt ?? openedAt ?? (delivery === "sent" ? sentAt : null);
}

/** Whether its mail has left and nobody has come by it for ten minutes. `now` is epoch milliseconds. */
export function isUnnoticed(invite: PublicInvite, now: number): boolean {
  return (
    invite.status === "pending" &&
    invite.openedAt === null &&
    (invite.delivery === "sent" || invite.delivery === "delivered") &&
    now - Date.parse(invite.sentAt) > unnoticedAfterMs
  );
}

/** What may help then: the sender's address, where it is known, is what to look for. */
export function junkHint(sender: string | null | undefined): string {
  return sender ? `Ask them to look in Junk for mail from ${sender}.` : "Ask them to look in Junk.";
}
