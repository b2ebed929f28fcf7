import { canonicalEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import { canManage, type Role, roles } from "#domain/roles";
import { staffTypeNames } from "#domain/staff";
import type { PublicUser } from "#domain/users";
import type { User } from "#domain/users/seen";

export type UserFilter = "active" | "inactive" | "all";

export const userFilters: UserFilter[] = ["active", "inactive", "all"];

export const userFilterNames: Record<UserFilter, string> = {
  active: "Active",
  inactive: "Inactive",
  all: "All",
};

export type Column = "name" | "email" | "staffType" | "role" | "status" | "lastSeen";

export const columnNames: Record<Column, string> = {
  name: "Name",
  email: "E-mail",
  staffType: "Staff type",
  role: "Role",
  status: "Status",
  lastSeen: "Last seen",
};

export interface Order {
  by: Column;
  isDescending: boolean;
}

/** How many there are of each. */
export function countUsers(users: readonly PublicUser[]): Record<UserFilter, number> {
  const active = users.filter((user) => user.status === "active").length;
  return { active, inactive: users.length - active, all: users.length };
}

/** The same people in this order; by surname where the column does not decide. */
export function inOrder(users: readonly PublicUser[], { by, isDescending }: Order): PublicUser[] {
  const sign = isDescending ? -1 : 1;
  const key = keys[by];
  return users.toSorted(
    (one, other) =>
      sign * compare(key(one), key(other)) || compare(keys.name(one), keys.name(other)),
  );
}

/** Those in this state whose name, username or e-mail contains every word of `query`; accents and capitals do not matter. */
export function searchUsers(
  users: readonly PublicUser[],
  filter: UserFilter,
  query: string,
): PublicUser[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return users.filter(
    (user) =>
      (filter === "all" || user.status === filter) &&
      words.every((word) => facts(user).text.includes(word)),
  );
}

/** Whose account has this address, inactive ones included [A6]. */
export function holderOf(users: readonly User[], email: string, but?: string) {
  const wanted = canonicalEmail(email);
  return users.find(
    (user) => user.id !== but && user.email !== null && canonicalEmail(user.email) === wanted,
  );
}

/** Why somebody cannot be ticked, in words; null when they can [A8]. */
export function whyNotTicked(own: Role, { email, role, status }: PublicUser): string | null {
  if (email === null) return "No e-mail: there is nowhere to send a password e-mail.";
  if (status === "inactive") return "Inactive: they cannot sign in, so no mail is sent.";
  if (!canManage(own, role)) return "Only an Owner looks after Owners.";
  return null;
}

const last = "\uffff";

const keys: Record<Column, (user: PublicUser) => string | number> = {
  name: (user) => facts(user).name,
  email: (user) => facts(user).email,
  staffType: ({ staffType }) => (staffType ? staffTypeNames[staffType] : last),
  role: ({ role }) => -roles.indexOf(role),
  status: ({ status }) => status,
  // The latest first.
  lastSeen: ({ lastSeenAt }) => -Date.parse(lastSeenAt ?? "1970"),
};

interface Facts {
  text: string;
  name: string;
  email: string;
}

// Rows are never changed, only replaced, so what is compared can be kept with them.
const known = new WeakMap<PublicUser, Facts>();

function facts(user: PublicUser): Facts {
  const kept = known.get(user);
  if (kept) return kept;
  const { username, email, middleName, givenName, familyName } = user;
  const made = {
    text: plain([fullName(user), middleName, username, email].filter(Boolean).join("\n")),
    name: plain(`${familyName}\n${givenName}\n${username}`),
    email: email ? plain(email) : last,
  };
  known.set(user, made);
  return made;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
