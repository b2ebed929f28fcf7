import { fullName } from "#domain/names";
import { canManage, canSetSignIn, type Role, roleNames } from "#domain/roles";
import type { PublicUser } from "#domain/users";

/** Why fields cannot be changed, in words. */
export interface Locks {
  all?: string | undefined;
  /** Names and e-mail. */
  personal?: string | undefined;
  email?: string | undefined;
}

/** What of an account is not for `me` to change. `isElsewhere`: another school uses it, too [A16]. */
export function locksOf(
  me: { id: string; role: Role },
  user: PublicUser,
  isElsewhere: boolean,
): Locks {
  const mayManage = canManage(me.role, user.role);
  return {
    all: mayManage
      ? undefined
      : `${fullName(user)} is an ${roleNames[user.role]}. Only an Owner changes an Owner.`,
    personal: isElsewhere
      ? "This account is used elsewhere too: only its holder changes the names, the e-mail and the password."
      : undefined,
    email:
      user.id === me.id || !mayManage || canSetSignIn(me.role, user.role)
        ? undefined
        : "The e-mail of an Admin or Owner is changed for them only by an Owner.",
  };
}
