import type { ListedUser, PublicUser } from "../users.ts";

/** Somebody, as whoever is looking may see them: whole, or as the directory lists them. */
export type User = PublicUser | ListedUser;

/** Whether somebody is shown as Admins and Owners see them, not as the directory lists them. */
export function isWhole(user: User | undefined): user is PublicUser {
  return user !== undefined && "username" in user;
}

/** Whether somebody is at the school at present. The directory lists nobody else. */
export function isActive(user: User): boolean {
  return !isWhole(user) || user.status === "active";
}
