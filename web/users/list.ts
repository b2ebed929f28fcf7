import { canonicalEmail } from "#domain/emails";
import { canManage, canSetSignIn, type Role } from "#domain/roles";
import { seeking } from "#domain/text/search";
import type { PublicUser } from "#domain/users";
import { userText } from "#domain/users/search";
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

/** Those in this state whose row shows every word of `query` [U9]. */
export function searchUsers(
  users: readonly PublicUser[],
  filter: UserFilter,
  query: string,
): PublicUser[] {
  const isFound = seeking(query);
  return users.filter(
    (user) => (filter === "all" || user.status === filter) && isFound(textOf(user)),
  );
}

/** Whose account has this address, inactive ones included [A6]. */
export function holderOf(users: readonly User[], email: string, but?: string) {
  const wanted = canonicalEmail(email);
  return users.find(
    (user) => user.id !== but && user.email !== null && canonicalEmail(user.email) === wanted,
  );
}

/** Why somebody cannot be ticked, in words; null when they can. */
export function whyNotTicked(own: Role, { role, status }: PublicUser): string | null {
  if (status === "inactive") return "Inactive already. Open the row to reactivate them.";
  if (!canManage(own, role)) return "Only an Owner looks after Owners.";
  return null;
}

/** Why somebody cannot be sent a password e-mail, in words; null when they can [A8]. */
export function whyNotMailed(own: Role, user: PublicUser): string | null {
  if (user.status === "inactive") return "Inactive: they cannot sign in, so no mail is sent.";
  if (user.email === null)
    return "No e-mail: there is nowhere to send it. Set a password in their row instead.";
  if (!canSetSignIn(own, user.role)) return "Only an Owner sends one to an Admin or Owner.";
  return null;
}

// Rows are never changed, only replaced, so their text can be kept with them.
const texts = new WeakMap<PublicUser, string>();

function textOf(user: PublicUser): string {
  const known = texts.get(user);
  if (known !== undefined) return known;
  const text = userText(user);
  texts.set(user, text);
  return text;
}
