import { fullName } from "../names.ts";
import type { Sentence, Words } from "../noun.ts";
import { roleNames } from "../roles.ts";
import { took } from "../time.ts";
import { changesOfPost, post } from "../words.ts";
import type { InviteEvent } from "./event.ts";

type Accepted = Extract<InviteEvent, { kind: "invite.accepted" }>;
type Alone = Exclude<InviteEvent, Accepted>;

export const inviteWords: Words<InviteEvent> = {
  sentence(event, { somebody, by }) {
    switch (event.kind) {
      case "invite.sent":
        return {
          subject: somebody,
          verb: `invited ${event.invite.email}`,
          detail: post(event.invite),
          tone: "plain",
          by,
        };
      case "invite.resent":
        return {
          subject: somebody,
          verb: `resent ${event.invite.email}`,
          detail: `link ${link(event)} of 4 · older links no longer work`,
          tone: "plain",
          by,
        };
      case "invite.opened":
        return {
          subject: event.invite.email,
          verb: "opened the link",
          detail: "filling in the form",
          tone: "plain",
          by: null,
        };
      case "invite.requested":
        return {
          subject: event.invite.email,
          verb: "asks for a new link",
          detail: "theirs no longer works",
          tone: "plain",
          by: null,
        };
      case "invite.reminded":
        return {
          subject: event.invite.email,
          verb: "was reminded",
          detail: "the same link, by mail",
          tone: "plain",
          by: null,
        };
      case "invite.changed":
        return {
          subject: somebody,
          verb: `changed ${event.invite.email}`,
          detail: changed(event),
          tone: "plain",
          by,
        };
      case "invite.accepted":
        return accepted(event);
      case "invite.expired":
        return {
          subject: event.invite.email,
          verb: "expired",
          detail: "time passed without set-up",
          tone: "faded",
          by: null,
        };
      case "invite.revoked":
        return {
          subject: somebody,
          verb: `withdrew ${event.invite.email}`,
          detail: "the link no longer works",
          tone: "faded",
          by,
        };
      case "invite.restored":
        return {
          subject: somebody,
          verb: `took back the withdrawal of ${event.invite.email}`,
          detail: "the same link works again",
          tone: "plain",
          by,
        };
      case "invite.delivery":
        return delivered(event);
      default:
        return event satisfies never;
    }
  },

  /** Mail that goes its way is no news, reminders among it; mail that does not is. */
  isNews(event) {
    if (event.kind === "invite.reminded") return false;
    // Of a whole list it is told once.
    if (event.kind === "invite.sent" && event.invite.batchId) return false;
    return event.kind !== "invite.delivery" || misfortunes[deliveryOf(event)] !== undefined;
  },
};

function accepted({ invite, user }: Accepted): Sentence {
  const name = fullName(user);
  const time = invite?.acceptedAt
    ? ` · took ${took(Date.parse(invite.acceptedAt) - Date.parse(invite.sentAt))}`
    : "";
  return {
    subject: name,
    verb: "accepted",
    detail: `${roleNames[user.role]}${time}`,
    tone: "good",
    by: name,
  };
}

function delivered(event: Alone): Sentence {
  const { email: subject, deliveryReason } = event.invite;
  const misfortune = misfortunes[deliveryOf(event)];
  if (misfortune)
    return {
      subject,
      verb: misfortune,
      detail: deliveryReason ?? "the mail did not arrive",
      tone: "bad",
      by: null,
    };
  const verb = deliveryOf(event) === "delivered" ? "has the mail" : "was mailed";
  return { subject, verb, detail: "", tone: "plain", by: null };
}

function deliveryOf({ invite, changes }: Alone): string {
  return String(changes?.delivery?.[1] ?? invite.delivery);
}

const misfortunes: Record<string, string> = {
  bounced: "bounced",
  dropped: "could not be mailed",
  failed: "could not be mailed",
  complained: "marked the mail as spam",
};

function link({ changes, invite }: Alone): number {
  const resends = changes?.resends?.[1];
  return (typeof resends === "number" ? resends : invite.resends) + 1;
}

function changed({ changes }: Alone): string {
  return [...changesOfPost(changes), ...(changes?.email ? ["a corrected address"] : [])].join(
    " · ",
  );
}
