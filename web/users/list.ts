import { canonicalEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import { canManage, type Role } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import type { User } from "#domain/users/seen";

export type UserFilter = "active" | "inactive" | "all";

export const userFilters: UserFilter[] = ["active", "inactive", "all"];

export const userFilterNames: Record<UserFilter, string> = {
  active: "Active",
  inactive: "Inactive",
  all: "All",
};

/** How many there are of each. */
export function countUsers(users: readonly PublicUser[]): Record<UserFilter, number> {
  const active = users.filter((user) => user.status === "active").length;
  return { active, inactive: users.length - active, all: users.length };
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
      words.every((word) => textOf(user).includes(word)),
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

// Rows are never changed, only replaced, so their text can be kept with them.
const texts = new WeakMap<PublicUser, string>();

function textOf(user: PublicUser): string {
  const known = texts.get(user);
  if (known !== undefined) return known;
  const { username, email, middleName } = user;
  const text = plain([fullName(user), middleName, username, email].filter(Boolean).join("\n"));
  texts.set(user, text);
  return text;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
