import { canonicalEmail } from "./emails.ts";
import { DomainError } from "./errors.ts";
import { canSetSignIn } from "./roles.ts";
import { type Actor, deactivate, type Halves, type Known, noReset } from "./users.ts";

/** What more than so many share says nothing about one person. */
const mostAlike = 4;

/** What of somebody can look like somebody else. */
interface Likeness {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  email: string | null;
  status: string;
}

/**
 * For each user the ids of those who are likely the same person [A13]: a username that differs by a number at its end
 * (`wg204nx_james` and `wg204nx_james.1`), the same name, or the same e-mail local part. Inactive ones are not asked about.
 */
export function likelyDuplicates(users: readonly Likeness[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const user of users.filter(({ status }) => status === "active")) {
    for (const mark of marksOf(user)) groups.set(mark, [...(groups.get(mark) ?? []), user.id]);
  }
  const found = new Map<string, Set<string>>();
  for (const ids of groups.values()) {
    if (ids.length > mostAlike) continue;
    for (const id of ids) for (const other of ids) if (other !== id) found.set(id, (found.get(id) ?? new Set()).add(other));
  }
  return new Map([...found].map(([id, others]) => [id, [...others]]));
}

/**
 * Makes one of two accounts of one person [A13]: `kept` takes the e-mail if it has none, `other` is deactivated.
 * Refuses with what deactivating refuses with, with `forbidden` or `managed_by_person` where the e-mail may not be moved,
 * and with `invalid` for somebody and themselves.
 */
export function merge(actor: Actor, kept: Known, other: Known): { kept: Halves; other: Halves } {
  if (kept.account.id === other.account.id) throw new DomainError("invalid", { fields: { into: "Choose somebody else." } });
  if (actor.id === other.account.id) throw new DomainError("forbidden");
  const left = deactivate(actor, other) ?? { account: other.account, membership: other.membership };
  if (kept.account.email !== null || other.account.email === null) return { kept, other: left };
  for (const one of [kept, other]) {
    if (one.schools > 1) throw new DomainError("managed_by_person");
    if (actor.id !== one.account.id && !canSetSignIn(actor.role, one.membership.role)) throw new DomainError("forbidden");
  }
  const { email, canonicalEmail } = other.account;
  // Whoever confirmed it signed in with the other password: here it is to be confirmed anew.
  const moved = { ...kept.account, ...noReset(kept.account), email, canonicalEmail, emailConfirmedAt: null };
  const without = { ...left.account, ...noReset(left.account), email: null, canonicalEmail: null, emailConfirmedAt: null };
  return {
    kept: { ...kept, account: { ...moved, version: kept.account.version + 1 } },
    other: { ...left, account: { ...without, version: other.account.version + 1 } },
  };
}

function marksOf({ username, givenName, familyName, email }: Likeness): string[] {
  const local = email && canonicalEmail(email).split("@")[0];
  return [
    `username ${username.replace(/[._-]?\d{1,3}$/, "")}`,
    `name ${`${givenName} ${familyName}`
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}]/gu, "")}`,
    ...(local ? [`email ${local}`] : []),
  ];
}
