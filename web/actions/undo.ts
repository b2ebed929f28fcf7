import type { Event } from "#domain/events";
import { type PublicInvite, undoTime } from "#domain/invites";
import { fullName } from "#domain/names";
import { canGrant, canManage } from "#domain/roles";
import { isWhole } from "#domain/users/seen";
import { createCommands } from "../invites/commands.ts";
import type { Place } from "../place.ts";
import type { School } from "../replica/school.ts";
import { createUserCommands } from "../users/commands.ts";

/** What takes something back, and until when that is offered. */
export interface WayBack {
  /** Epoch milliseconds. */
  until: number;
  /** Gives a sentence that says how things are then. Throws a `Problem` when refused. */
  take: () => Promise<string>;
}

/**
 * How whoever is looking may take an event back, whosever act it was [C6]; null once the time is over or the row has moved on,
 * or where they could not have done it themselves.
 */
export function wayBack(event: Event, place: Place): WayBack | null {
  const until = Date.parse(event.at) + undoTime;
  if (place.school.clock.now() >= until) return null;
  const take = inverse(event, place);
  return take && { until, take };
}

function inverse(event: Event, { me, school }: Place): WayBack["take"] | null {
  switch (event.kind) {
    case "invite.sent": {
      const invite = school.invites.at(event.invite.id);
      const isStill = invite?.status === "pending" && invite.sentAt === event.at;
      return isStill && canGrant(me.role, invite.role) ? () => unsend(school, invite) : null;
    }
    case "invite.revoked": {
      const invite = school.invites.at(event.invite.id);
      const isStill = invite?.status === "revoked" && invite.revokedAt === event.at;
      return isStill && canGrant(me.role, invite.role) ? () => restore(school, invite) : null;
    }
    case "user.deactivated": {
      const user = school.users.at(event.user.id);
      // Of two accounts that were made one, neither comes back by itself.
      if (event.changes?.mergedInto || !isWhole(user) || user.status === "active") return null;
      return canManage(me.role, user.role) ? () => reactivate(school, user.id) : null;
    }
    default:
      return null;
  }
}

type Addressed = Pick<PublicInvite, "id" | "email">;

/** Thinks better of an invite. */
export async function unsend(school: School, { id, email }: Addressed): Promise<string> {
  const { hasLeft } = await createCommands(school).cancel(id);
  return hasLeft
    ? `The mail to ${email} had left already. Its link no longer works.`
    : `${email} is not invited after all.`;
}

/** Takes a withdrawal back. */
export async function restore(school: School, { id, email }: Addressed): Promise<string> {
  await createCommands(school).restore(id);
  return `The invite to ${email} is pending again.`;
}

/** Takes a deactivation back. */
export async function reactivate(school: School, id: string): Promise<string> {
  return `${fullName(await createUserCommands(school).reactivate(id))} is active again.`;
}
