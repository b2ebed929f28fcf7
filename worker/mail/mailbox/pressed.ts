import * as z from "zod/mini";
import { mailEvents } from "#db/schema";
import type { Outgoing } from "../outgoing.ts";
import { campaignOf } from "../webhooks/campaign.ts";
import type { WebhookEvent } from "../webhooks/events.ts";

/** What somebody at the mailbox says became of a mail. `bounced` is for good. */
export const Pressed = z.strictObject({ event: z.enum([...mailEvents, "bounced"]) });
export type Pressed = z.infer<typeof Pressed>;

/** What a mail server would have answered. */
const answers: Record<string, { status: string; reason: string }> = {
  "hard-bounced": { status: "550", reason: "5.1.1 No such user" },
  "soft-bounced": { status: "452", reason: "4.2.2 The mailbox is full" },
};

/** The same as the mail service would tell it. `now` is epoch milliseconds. */
export function toldOf({ id, to }: Outgoing, { event }: Pressed, now: number): WebhookEvent {
  const name = event === "bounced" ? "hard-bounced" : event;
  return {
    customer_handle: "dev",
    event: name,
    timestamp: now,
    campaign_id: campaignOf(id),
    recipients: [to],
    ...answers[name],
  };
}
