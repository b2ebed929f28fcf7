import { openIn, type PublicImport } from "#domain/imports";
import type { PublicInvite } from "#domain/invites";
import { deliveryNames } from "#domain/invites/delivery";
import type { PublicUser } from "#domain/users";
import { likelyDuplicates, likenessInWords } from "#domain/users/likeness";

import type { Moment } from "../ui/lists/part.ts";
import { moment, timeOfDay } from "../ui/times.ts";
import { rowsOf, userRowsOf } from "./figures.ts";
import { type Figure, invitesTo, usersTo } from "./links.ts";

/** Something that waits for an admin, and the list where it is seen to. */
export interface Matter extends Figure {
  about: "lost" | "asked" | "ending" | "differing" | "alike";
  /** What follows the number. */
  words: string;
  detail: string;
  /** What the button calls the act. */
  act: string;
}

/** What needs somebody, the most pressing first [S7]. What nothing of is there is left out. */
export function attention(
  invites: readonly PublicInvite[],
  users: readonly PublicUser[],
  imports: readonly PublicImport[],
  at: Moment,
): Matter[] {
  const active = users.filter(({ status }) => status === "active");
  return [
    lost(rowsOf(invites, "lost", at)),
    asked(rowsOf(invites, "asked", at), at),
    ending(rowsOf(invites, "ending", at), at.timeZone),
    differing(imports, at),
    alike(userRowsOf(active, "alike")),
  ].filter(({ count }) => count > 0);
}

/** So many are named; of the rest it is said how many there are. */
const mostNamed = 2;

function lost(invites: readonly PublicInvite[]): Matter {
  const haveBounced = invites.every(({ delivery }) => delivery === "bounced");
  return {
    about: "lost",
    count: invites.length,
    to: invitesTo("lost"),
    words: `${plural(invites, "mail", "mails")} ${haveBounced ? "bounced" : "did not arrive"}`,
    detail: named(
      invites.map(
        ({ email, delivery, deliveryReason }) =>
          `${email}: ${lower(deliveryReason ?? deliveryNames[delivery])}`,
      ),
    ),
    act: "Fix",
  };
}

function asked(invites: readonly PublicInvite[], { now, timeZone }: Moment): Matter {
  return {
    about: "asked",
    count: invites.length,
    to: invitesTo("asked"),
    words: `${plural(invites, "person asks", "people ask")} for a new link`,
    detail: named(
      invites.map(
        ({ email, requestedAt, sentAt }) =>
          `${email}, ${moment(requestedAt ?? sentAt, now, timeZone)}`,
      ),
    ),
    act: "Answer",
  };
}

function ending(invites: readonly PublicInvite[], timeZone: string): Matter {
  const opened = invites.filter(({ openedAt }) => openedAt !== null).length;
  const first = invites.map(({ expiresAt }) => expiresAt).sort()[0];
  const when = first === undefined ? "" : timeOfDay(first, timeZone);
  const look = [
    ...(opened > 0 ? [`${opened} opened`] : []),
    ...(opened < invites.length ? [`${invites.length - opened} not opened`] : []),
  ].join(", ");
  return {
    about: "ending",
    count: invites.length,
    to: invitesTo("ending"),
    words: `${plural(invites, "link runs", "links run")} out within 4 hours`,
    detail: `${look}; ${invites.length > 1 ? "the first at" : "at"} ${when}`,
    act: "Look",
  };
}

/** The mapping alert: what the MIS says otherwise waits to be decided [S5]. */
function differing(imports: readonly PublicImport[], { now, timeZone }: Moment): Matter {
  const [made] = imports;
  const count = made ? openIn(made.counts) : 0;
  const asked = made?.askedBy ? `${made.askedBy.name} asks for a second admin; ` : "";
  return {
    about: "differing",
    count,
    to: "mis",
    words: `${count === 1 ? "difference" : "differences"} from the MIS to look at`,
    detail: made ? `${asked}${made.name ?? "fetched"}, ${moment(made.at, now, timeZone)}` : "",
    act: "Decide",
  };
}

function alike(users: readonly PublicUser[]): Matter {
  const found = likelyDuplicates(users);
  const names = new Map(users.map(({ id, username }) => [id, username]));
  const byName = [...users].sort((one, other) => (one.username < other.username ? -1 : 1));
  const pairs = byName.flatMap(({ id, username }) =>
    (found.get(id) ?? [])
      .filter((other) => username < (names.get(other.id) ?? ""))
      .map((other) => `${username} and ${names.get(other.id)}: ${likenessInWords(other.signs)}`),
  );
  return {
    about: "alike",
    count: users.length,
    to: usersTo("alike"),
    words: `accounts look like ${pairs.length > 1 ? "somebody else’s" : "one person"}`,
    detail: named(pairs),
    act: "Compare",
  };
}

function named(texts: readonly string[]): string {
  const rest = texts.length - mostNamed;
  return [...texts.slice(0, mostNamed), ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

function plural(items: readonly unknown[], one: string, more: string): string {
  return items.length === 1 ? one : more;
}

/** A reason in the middle of a sentence; what is in capitals stays. */
function lower(reason: string): string {
  const words = reason.replace(/\.$/, "");
  return /^\p{Lu}\p{Ll}/u.test(words) ? words[0]?.toLowerCase() + words.slice(1) : words;
}
