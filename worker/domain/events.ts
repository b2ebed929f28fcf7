import * as z from "zod/mini";
import { PublicInvite } from "./invites.ts";
import { inviteKinds, recoveryKinds, schoolKinds, userKinds } from "./kinds.ts";
import { Person } from "./names.ts";
import { PublicRecovery } from "./recoveries.ts";
import { can, type Role } from "./roles.ts";
import { outlined, PublicSchool } from "./schools.ts";
import { asListed, ListedUser, listed, PublicUser } from "./users.ts";

/** What changed, old and new, by field; of a person's address or phone only that it did: two nulls. */
export const Changes = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));
export type Changes = z.infer<typeof Changes>;

const numbered = {
  /** The event's place in its school's history: 1, 2, 3 without gaps. */
  seq: z.number(),
  /** When it happened, ISO 8601 UTC. */
  at: z.string(),
  /** Who did it; null when time or a machine did. */
  actor: z.nullable(Person),
  /** The same for all events of one command. */
  command: z.string(),
  changes: z.nullable(Changes),
};

/** A numbered fact, with its subject's whole row as it is when told. */
export const Event = z.discriminatedUnion("kind", [
  z.object({ ...numbered, kind: z.enum(inviteKinds), invite: PublicInvite }),
  z.object({
    ...numbered,
    kind: z.literal("invite.accepted"),
    invite: z.nullable(PublicInvite),
    user: z.union([PublicUser, ListedUser]),
  }),
  z.object({ ...numbered, kind: z.enum(userKinds), user: z.union([PublicUser, ListedUser]) }),
  z.object({ ...numbered, kind: z.enum(schoolKinds), school: PublicSchool }),
  z.object({ ...numbered, kind: z.enum(recoveryKinds), recovery: PublicRecovery }),
]);
export type Event = z.infer<typeof Event>;

/** Where somebody is reached after they left is no longer the directory's business. */
function withoutAddress(user: PublicUser): ListedUser {
  return { ...asListed(user), email: null };
}

/** The one place that says what of an event a member of this role may see; null for nothing at all. */
export function seenBy(role: Role, event: Event): Event | null {
  if (can(role, "seeInvites")) return event;
  switch (event.kind) {
    case "invite.sent":
    case "invite.resent":
    case "invite.opened":
    case "invite.changed":
    case "invite.delivery":
    case "invite.expired":
    case "invite.revoked":
    case "invite.restored":
    case "recovery.asked":
    case "recovery.confirmed":
    case "recovery.cancelled":
    case "recovery.granted":
    case "recovery.lapsed":
      return null;
    case "invite.accepted":
    case "user.added":
    case "user.changed":
    case "user.deactivated":
    case "user.reactivated": {
      // Whoever leaves is named once more, so that the directory can drop them.
      const show = event.kind === "user.deactivated" ? withoutAddress : listed;
      const user = "username" in event.user ? show(event.user) : event.user;
      if (!user) return null;
      const seen = { ...event, changes: null, user };
      return seen.kind === "invite.accepted" ? { ...seen, invite: null } : seen;
    }
    case "school.registered":
    case "school.changed":
      return { ...event, changes: null, school: outlined(event.school) };
    default:
      return event satisfies never;
  }
}
