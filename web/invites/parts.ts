import type { PublicInvite } from "#domain/invites";
import { dayAfter, dayBefore, dayOf, isDay, startOfDay } from "#domain/time";
import type { Moment, Part } from "../ui/lists/part.ts";
import { nameOfDay } from "../ui/times.ts";
import { isLost } from "./journey.ts";
import { askingAmong, isRunningOut } from "./list.ts";

/** How many days are looked back on, today among them. */
const recentDays = 30;

const parts = {
  lost: part("Mail not delivered", (invite) => isPending(invite) && isLost(invite)),
  asked: {
    name: "Asking for a new link",
    of(invites) {
      const asking = askingAmong(invites);
      return invites.filter(({ id }) => asking.has(id));
    },
  },
  ending: part(
    "Running out within 4 hours",
    (invite, { now }) => isPending(invite) && isRunningOut(invite, now),
  ),
  recent: { name: "Sent in the last 30 days", of: sentLately },
  ended: {
    name: "Sent in the last 30 days and over",
    of: (invites, at) => sentLately(invites, at).filter((invite) => !isPending(invite)),
  },
  missed: {
    name: "Expired or withdrawn, of the last 30 days",
    of: (invites, at) =>
      sentLately(invites, at).filter(({ status }) => status === "expired" || status === "revoked"),
  },
} satisfies Record<string, Part<PublicInvite>>;

export type InvitePart = keyof typeof parts | `sent-${string}`;

/** Part of the invites by its name in addresses: `lost`, `ending`, or `sent-2026-11-26` for a day's. */
export function invitePart(key: string): Part<PublicInvite> | null {
  const day = /^sent-(.+)$/.exec(key)?.[1];
  if (day !== undefined) return isDay(day) ? sentOn(day) : null;
  return Object.hasOwn(parts, key) ? parts[key as keyof typeof parts] : null;
}

/** A day of the school's: as `2026-11-26`, and when it begins and ends, epoch milliseconds. */
export interface Day {
  day: string;
  from: number;
  to: number;
}

/** The last 30 days, today last. */
export function lastDays({ now, timeZone }: Moment): Day[] {
  const starts = dayNames(dayOf(now, timeZone)).map((day) => ({
    day,
    from: startOfDay(day, timeZone),
  }));
  return starts.slice(0, -1).map(({ day, from }, index) => ({
    day,
    from,
    to: starts[index + 1]?.from ?? from,
  }));
}

/** The last 30 days by the calendar, and tomorrow. */
function dayNames(today: string): string[] {
  const days = [dayAfter(today)];
  while (days.length <= recentDays) days.unshift(dayBefore(days[0] ?? today));
  return days;
}

/** Whether the present link was sent on a day. */
export function isSentOn({ sentAt }: Pick<PublicInvite, "sentAt">, { from, to }: Day): boolean {
  const sent = Date.parse(sentAt);
  return from <= sent && sent < to;
}

function sentOn(day: string): Part<PublicInvite> {
  return {
    name: `Sent: ${nameOfDay(day, 0, "UTC")}`,
    of(invites, { timeZone }) {
      const [from, to] = [startOfDay(day, timeZone), startOfDay(dayAfter(day), timeZone)];
      return invites.filter((invite) => isSentOn(invite, { day, from, to }));
    },
  };
}

function sentLately(
  invites: readonly PublicInvite[],
  { now, timeZone }: Moment,
): readonly PublicInvite[] {
  const days = dayNames(dayOf(now, timeZone));
  const edge = (day = "") => startOfDay(day, timeZone);
  const all = { day: "", from: edge(days[0]), to: edge(days.at(-1)) };
  return invites.filter((invite) => isSentOn(invite, all));
}

function part(
  name: string,
  holds: (invite: PublicInvite, at: Moment) => boolean,
): Part<PublicInvite> {
  return { name, of: (invites, at) => invites.filter((invite) => holds(invite, at)) };
}

function isPending({ status }: PublicInvite): boolean {
  return status === "pending";
}
