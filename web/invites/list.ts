import { canonicalEmail } from "#domain/emails";
import type { InviteStatus, PublicInvite } from "#domain/invites";
import { isFixable, isResendable, resendsLeft } from "#domain/invites";
import { inviteText } from "#domain/invites/search";
import { searchText, seeking } from "#domain/text/search";
import { isSameDay } from "../ui/times.ts";
import { isLost } from "./journey.ts";

export type Filter = "all" | "todo" | InviteStatus;

export const filters: Filter[] = ["all", "todo", "pending", "accepted", "expired", "revoked"];

export const filterNames: Record<Filter, string> = {
  all: "All",
  todo: "To do",
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

const hour = 3_600_000;

/** The figures in the tabs above the list. `now` is epoch milliseconds. */
export function count(invites: readonly PublicInvite[], now: number, timeZone: string) {
  const figures = {
    all: invites.length,
    todo: wantingAct(invites, now).size,
    pending: 0,
    accepted: 0,
    expired: 0,
    revoked: 0,
    endingSoon: 0,
    acceptedToday: 0,
    resendable: 0,
  };
  for (const invite of invites) {
    figures[invite.status]++;
    if (invite.status === "pending" && isRunningOut(invite, now)) figures.endingSoon++;
    if (invite.status === "expired" && resendsLeft(invite) > 0) figures.resendable++;
    if (invite.acceptedAt && isToday(invite.acceptedAt)) figures.acceptedToday++;
  }
  return figures;

  function isToday(iso: string): boolean {
    const time = Date.parse(iso);
    return now - time < 25 * hour && isSameDay(time, now, timeZone);
  }
}

/** Nobody is shown a choice that leads nowhere, unless it is the one that is made. */
export function offered({ todo }: ReturnType<typeof count>, chosen: Filter): Filter[] {
  return filters.filter((filter) => filter !== "todo" || todo > 0 || chosen === filter);
}

/** The ids of those that want somebody's act: no mail reached them, they ask for a new link, their time runs out. */
export function wantingAct(invites: readonly PublicInvite[], now: number): ReadonlySet<string> {
  const wanting = new Set(askingAmong(invites));
  for (const invite of invites)
    if (invite.status === "pending" && (isLost(invite) || isRunningOut(invite, now)))
      wanting.add(invite.id);
  return wanting;
}

/**
 * The ids of those whose holders wait for a new link they have asked for [I13]: neither it was sent since, nor another invite to
 * the same address.
 */
export function askingAmong(invites: readonly PublicInvite[]): ReadonlySet<string> {
  const asking = invites.filter(({ requestedAt }) => requestedAt !== null);
  if (asking.length === 0) return new Set();
  const latest = new Map<string, string>();
  for (const { email, sentAt } of invites) {
    const address = canonicalEmail(email);
    if (sentAt > (latest.get(address) ?? "")) latest.set(address, sentAt);
  }
  const isOpen = ({ email, requestedAt }: PublicInvite) =>
    (latest.get(canonicalEmail(email)) ?? "") < (requestedAt ?? "");
  return new Set(asking.filter(isOpen).map(({ id }) => id));
}

/** Whether it may be sent again, as far as its own state goes. */
export function mayResend(invite: PublicInvite): boolean {
  return isResendable(invite) && invite.resendsLeft > 0;
}

/** Whether nothing more can come of it but another invite to the address. */
export function isDeadEnd(invite: PublicInvite): boolean {
  const isOver = invite.status === "expired" && !mayResend(invite) && !isFixable(invite);
  return invite.status === "revoked" || isOver;
}

/** A link that ends within four hours wants somebody's look [S7]. */
export function isRunningOut(invite: { expiresAt: string }, now: number): boolean {
  return Date.parse(invite.expiresAt) - now < 4 * hour;
}

/** The invites in this state whose row shows every word of `query` [U9]. `nameOf` is what its row calls somebody. */
export function search(
  invites: readonly PublicInvite[],
  filter: Filter,
  query: string,
  now: number,
  nameOf: (invite: PublicInvite) => string | null = () => null,
): PublicInvite[] {
  const isFound = seeking(query);
  const wanting = filter === "todo" ? wantingAct(invites, now) : null;
  return invites.filter(
    (invite) =>
      (filter === "all" || wanting?.has(invite.id) || invite.status === filter) &&
      (query === "" || isFound(`${text(invite)}\n${searchText([nameOf(invite)])}`)),
  );
}

// Rows are never changed, only replaced, so their text can be kept with them.
const texts = new WeakMap<PublicInvite, string>();

function text(invite: PublicInvite): string {
  const known = texts.get(invite) ?? inviteText(invite);
  texts.set(invite, known);
  return known;
}
