import type { InviteStatus, PublicInvite } from "#domain/invites";
import type { PublicUser } from "#domain/users";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { type InvitePart, invitePart, isSentOn, lastDays } from "../invites/parts.ts";
import type { Moment } from "../ui/lists/part.ts";
import { inOrder } from "../users/order.ts";
import { type UserPart, userPart } from "../users/parts.ts";
import { type Figure, invitesTo, usersTo } from "./links.ts";

/** How the invites of one day, by when the present link was sent, stand now. */
export interface DayFigures extends Record<InviteStatus, Figure> {
  /** As `2026-11-26`. */
  day: string;
  sent: Figure;
}

/** How the invites of the last 30 days stand now. */
export function inviteFigures(invites: readonly PublicInvite[], at: Moment) {
  const recent = rowsOf(invites, "recent", at);
  const statusFigure = (status: InviteStatus) =>
    figure(ofStatus(recent, status), invitesTo("recent", status));
  const accepted = ofStatus(recent, "accepted");
  const ended = figure(rowsOf(recent, "ended", at), invitesTo("ended"));
  return {
    sent: figure(recent, invitesTo("recent")),
    ended,
    accepted: statusFigure("accepted"),
    pending: statusFigure("pending"),
    missed: figure(rowsOf(recent, "missed", at), invitesTo("missed")),
    /** How many of a hundred that ended were accepted; null where none has. */
    percentAccepted: ended.count === 0 ? null : Math.round((100 * accepted.length) / ended.count),
    /** Half of them took no longer from the link to the account, milliseconds; null where nobody accepted. */
    usualTimeMs: median(accepted.map(timeTaken)),
    days: dayFigures(recent, at),
  };
}

/** The active staff by what they do, the most first. */
export function staffFigures(users: readonly PublicUser[]) {
  const active = users.filter(({ status }) => status === "active");
  const never = inOrder(userRowsOf(active, "never"), null);
  const types = [...staffTypes, "untyped" as const]
    .map((type) => ({
      type,
      name: nameOf(type),
      ...figure(userRowsOf(active, type), usersTo(type)),
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return {
    active: figure(active, "users"),
    types,
    never: { ...figure(never, usersTo("never")), people: never },
  };
}

function nameOf(type: StaffType | "untyped"): string {
  return type === "untyped" ? "No staff type" : staffTypeNames[type];
}

/** In one pass, since there are as many cells as days and states together. */
function dayFigures(recent: readonly PublicInvite[], at: Moment): DayFigures[] {
  const days = lastDays(at);
  const byDay = days.map(
    (): Record<InviteStatus, number> => ({
      pending: 0,
      accepted: 0,
      expired: 0,
      revoked: 0,
    }),
  );
  for (const invite of recent) {
    const counts = byDay[days.findIndex((day) => isSentOn(invite, day))];
    if (counts) counts[invite.status]++;
  }
  return days.map(({ day }, index) => {
    const counts = byDay[index] ?? { pending: 0, accepted: 0, expired: 0, revoked: 0 };
    const of = (status: InviteStatus): Figure => ({
      count: counts[status],
      to: invitesTo(`sent-${day}`, status),
    });
    return {
      day,
      sent: {
        count: counts.pending + counts.accepted + counts.expired + counts.revoked,
        to: invitesTo(`sent-${day}`),
      },
      pending: of("pending"),
      accepted: of("accepted"),
      expired: of("expired"),
      revoked: of("revoked"),
    };
  });
}

/** The invites that a part's list shows. */
export function rowsOf(
  invites: readonly PublicInvite[],
  part: InvitePart,
  at: Moment,
): readonly PublicInvite[] {
  return invitePart(part)?.of(invites, at) ?? [];
}

/** The people that a part's list shows, of those who are active. */
export function userRowsOf(users: readonly PublicUser[], part: UserPart): readonly PublicUser[] {
  return userPart(part)?.of(users, { now: 0, timeZone: "UTC" }) ?? [];
}

function figure(rows: readonly unknown[], to: string): Figure {
  return { count: rows.length, to };
}

function ofStatus(invites: readonly PublicInvite[], status: InviteStatus): PublicInvite[] {
  return invites.filter((invite) => invite.status === status);
}

function timeTaken({ sentAt, acceptedAt }: PublicInvite): number {
  return Date.parse(acceptedAt ?? sentAt) - Date.parse(sentAt);
}

/** The middle one; of two in the middle what lies between. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
