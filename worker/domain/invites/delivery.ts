import type { Delivery } from "../invites.ts";

/** How far a mail has come, in a word or two. */
export const deliveryNames: Record<Delivery, string> = {
  queued: "Queued",
  sent: "Sent",
  delivered: "Delivered",
  bounced: "Bounced",
  dropped: "Not delivered",
  failed: "Not delivered",
  complained: "Marked as spam",
};
