import type { mails } from "#db/schema";
import { deliver, type Invite, type MailNews, remind } from "#domain/invites";
import type { Fact } from "../events/commit.ts";
import { difference } from "../invites/writes.ts";

/** An invite as news of its mail leaves it, and what that is called. */
export interface Heard {
  next: Invite;
  fact: Fact;
}

/** What news of a mail makes of its invite; null where it is none of the invite's. `now` is epoch milliseconds. */
export function heardBy(
  invite: Invite,
  { kind, generation }: Pick<typeof mails.$inferSelect, "kind" | "generation">,
  news: MailNews,
  now: number,
): Heard | null {
  const heard = (next: Invite | null, name: "invite.delivery" | "invite.reminded") =>
    next && {
      next,
      fact: { kind: name, subjectId: invite.id, changes: difference(invite, next) },
    };
  if (kind === "invite" || (kind === "reminder" && news.hardBounced))
    return heard(deliver(invite, generation, news), "invite.delivery");
  const hasLeft = news.delivery === "sent" || news.delivery === "delivered";
  return kind === "reminder" && hasLeft
    ? heard(remind(invite, generation, now), "invite.reminded")
    : null;
}
