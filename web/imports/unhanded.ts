import { canSetSignIn, type Role } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { isWhole, type User } from "#domain/users/seen";

/** Those whom imports have made accounts for without an e-mail, and whom nobody has handed a password yet [S5]. */
export function unhanded(users: readonly User[], role: Role): PublicUser[] {
  return users
    .filter(isWhole)
    .filter(({ status, passwordState }) => status === "active" && passwordState === "none")
    .filter((user) => user.email === null && canSetSignIn(role, user.role));
}
