import type { Event } from "#domain/events";
import { sentence } from "#domain/events/sentences";
import { deliveryNames } from "#domain/invites/delivery";
import type { InviteEvent } from "#domain/invites/event";
import { inviteNoun } from "../noun.ts";

/** A step of an invite's story: the invite itself is its heading, so it is not named again. */
export interface StoryStep {
  title: string;
  detail: string;
  tone: "plain" | "good" | "bad" | "faded";
}

/** A step in words, for whoever reads it: `Resent by Tom Mills`, `Invited by you`, `Delivered`. */
export function stepOf(event: Event & InviteEvent, me: string): StoryStep {
  const { detail, tone } = sentence(event, me);
  return { title: titleOf(event, me), detail, tone };
}

function titleOf(event: Event & InviteEvent, me: string): string {
  if (event.kind === "invite.delivery")
    return deliveryNames[event.changes?.delivery?.[1] as keyof typeof deliveryNames] ?? "Mail";
  const done = inviteNoun.kindNames?.[event.kind] ?? "";
  // Whoever set up an account did it themselves, as the name above says.
  if (!event.actor || event.kind === "invite.accepted") return done;
  return `${done} by ${event.actor.id === me ? "you" : event.actor.name}`;
}
