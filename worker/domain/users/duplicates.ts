import { DomainError } from "../errors.ts";
import { canManage, canSetSignIn } from "../roles.ts";
import {
  type Account,
  type Actor,
  deactivate,
  type Halves,
  type Known,
  noReset,
} from "../users.ts";

/**
 * Makes one of two accounts of one person [A13]: `kept` takes the e-mail if it has none, `other` is deactivated.
 * Refuses with what deactivating refuses with, with `forbidden` or `managed_by_person` where the e-mail may not be moved,
 * and with `invalid` for somebody and themselves.
 */
export function merge(actor: Actor, kept: Known, other: Known): { kept: Halves; other: Halves } {
  if (kept.account.id === other.account.id)
    throw new DomainError("invalid", { fields: { into: "Choose somebody else." } });
  if (actor.id === other.account.id) throw new DomainError("forbidden");
  const left = deactivate(actor, other) ?? { account: other.account, membership: other.membership };
  if (kept.account.email !== null || other.account.email === null) return { kept, other: left };
  const { to, from } = moveEmail(actor, kept, { ...other, ...left });
  // The status has taken a step of its own already.
  return {
    kept: to,
    other: { ...from, account: { ...from.account, version: other.account.version + 1 } },
  };
}

/**
 * Gives one account's e-mail to another of the school, in place of any it had [A6].
 * Refuses with `role_too_high` or `forbidden` where either may not be changed, `managed_by_person`, or `invalid` for none to move.
 */
export function moveEmail(actor: Actor, to: Known, from: Known): { to: Halves; from: Halves } {
  const { email, canonicalEmail } = from.account;
  if (email === null || to.account.id === from.account.id) {
    throw new DomainError("invalid", {
      fields: { from: "Choose somebody else who has an e-mail." },
    });
  }
  for (const { account, membership, schools } of [to, from]) {
    if (!canManage(actor.role, membership.role)) throw new DomainError("role_too_high");
    if (actor.id !== account.id && !canSetSignIn(actor.role, membership.role))
      throw new DomainError("forbidden");
    if (schools > 1) throw new DomainError("managed_by_person");
  }
  // Whoever confirmed it signed in with another password: here it is to be confirmed anew.
  return {
    to: { ...halves(to), account: withEmail(to.account, email, canonicalEmail) },
    from: { ...halves(from), account: withEmail(from.account, null, null) },
  };
}

function halves({ account, membership }: Known): Halves {
  return { account, membership };
}

function withEmail(account: Account, email: string | null, canonicalEmail: string | null): Account {
  return {
    ...account,
    ...noReset(account),
    email,
    canonicalEmail,
    emailConfirmedAt: null,
    version: account.version + 1,
  };
}
