import { Show } from "solid-js";
import type { Delivery, PublicInvite } from "#domain/invites";
import { usePlace } from "../place.ts";

/** How far a mail has come, in a word or two. */
export const mailWords: Record<Delivery, string> = {
  queued: "Queued",
  sent: "Sent",
  delivered: "Delivered",
  bounced: "Bounced",
  dropped: "Not delivered",
  failed: "Not delivered",
  complained: "Marked as spam",
};

const lost: Delivery[] = ["bounced", "dropped", "failed", "complained"];

/** After this long without a look at the form, the mail may lie in Junk [I11]; milliseconds. */
const unnoticedAfterMs = 10 * 60_000;

/** What has become of the mail. */
export function MailCell(props: { invite: PublicInvite }) {
  const { school } = usePlace();
  const isLost = () => lost.includes(props.invite.delivery);
  const isUnnoticed = () =>
    props.invite.status === "pending" &&
    props.invite.openedAt === null &&
    !isLost() &&
    props.invite.delivery !== "queued" &&
    school.clock.minute() - Date.parse(props.invite.sentAt) > unnoticedAfterMs;
  return (
    <>
      <span class="mail" classList={{ lost: isLost() }}>
        {mailInWords(props.invite)}
      </span>
      <Show when={isLost() && props.invite.deliveryReason}>
        {(reason) => <span class="sub lost">{reason()}</span>}
      </Show>
      <Show when={isUnnoticed()}>
        <span class="sub">Ask them to look in Junk</span>
      </Show>
    </>
  );
}

/** How far the mail has come. */
export function mailInWords({ delivery, openedAt, status }: PublicInvite): string {
  // Withdrawn before the mail left, which it never will now.
  if (status === "revoked" && delivery === "queued") return "Not sent";
  return openedAt !== null && !lost.includes(delivery) ? "Opened link" : mailWords[delivery];
}
