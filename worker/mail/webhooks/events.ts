import * as z from "zod/mini";
import { type MailEvent, mailEvents } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { mailOf } from "./campaign.ts";
import { reasonOf } from "./reasons.ts";

/** One event of a webhook, as far as it is read here. */
export const WebhookEvent = z.looseObject({
  customer_handle: z.string(),
  event: z.string(),
  timestamp: z.catch(z.number(), 0),
  request_id: z.nullish(z.string()),
  campaign_id: z.nullish(z.string()),
  recipients: z.nullish(z.array(z.string())),
  status: z.nullish(z.union([z.string(), z.number()])),
  reason: z.nullish(z.string()),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** What a webhook tells of one mail: which it may be, what happened, and why, in words. */
export interface Told {
  mailId: string | null;
  requestId: string | null;
  /** Canonical; empty when it does not say. */
  recipients: string[];
  event: MailEvent;
  reason: string | null;
  at: number;
}

/** The events in a body that is a list of them, all of one customer; null for any other body. */
export function eventsIn(body: ArrayBuffer, customer: string): WebhookEvent[] | null {
  try {
    const parsed = z.array(WebhookEvent).safeParse(JSON.parse(new TextDecoder().decode(body)));
    const isOurs = parsed.data?.every((event) => event.customer_handle === customer);
    return parsed.success && isOurs ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What an event tells of a mail's way; null for a click, a test and the like. `sender` is the address that our mail is from. */
export function toldBy(event: WebhookEvent, sender: string): Told | null {
  const known = mailEvents.find((name) => name === event.event);
  if (!known) return null;
  return {
    mailId: mailOf(event.campaign_id ?? ""),
    requestId: event.request_id ?? null,
    recipients: (event.recipients ?? []).map(canonicalEmail),
    event: known,
    reason: reasonOf(known, `${event.status ?? ""} ${event.reason ?? ""}`, sender),
    at: event.timestamp,
  };
}

/** Whether news says more than what is known: something stronger, or the like at a later time. */
export function isStronger(
  told: Pick<Told, "event" | "at">,
  known: { event: MailEvent | null; eventAt: number | null },
): boolean {
  if (known.event === null) return true;
  const by = mailEvents.indexOf(told.event) - mailEvents.indexOf(known.event);
  return by > 0 || (by === 0 && told.at > (known.eventAt ?? 0));
}
