import * as z from "zod/mini";

/** From the least to the most. */
export const roles = ["viewer", "editor", "admin", "owner"] as const;

export const Role = z.enum(roles, "Choose a role.");
export type Role = z.infer<typeof Role>;

export const roleNames: Record<Role, string> = {
  viewer: "Viewer",
  editor: "Editor",
  admin: "Admin",
  owner: "Owner",
};

/** Whom each role is meant for [I1]. */
export const roleGuidance: Record<Role, string> = {
  viewer: "For teaching assistants and governors. Sees their school and their own account.",
  editor: "For teachers. Sees their school and looks after the groups they are in.",
  admin: "For ICT co-ordinators and technicians. Invites people and looks after users.",
  owner: "For the headteacher or school office. Everything, including other Owners.",
};

/** The lowest role that may do each thing. The API, the room and the buttons all ask here. */
const needs = {
  seeSchool: "viewer",
  seeUsers: "viewer",
  seeWholeUsers: "admin",
  seeInvites: "admin",
  seeActivity: "admin",
  invite: "admin",
  manageUsers: "admin",
  seeGroups: "viewer",
  changeOwnGroups: "editor",
  manageGroups: "admin",
  seePupils: "editor",
  seeAllPupils: "admin",
  managePupils: "admin",
  rollYear: "admin",
  manageImports: "admin",
  changeSchool: "admin",
  setMessage: "admin",
  changeRecoveryAddresses: "owner",
  seeRecovery: "admin",
  askRecovery: "admin",
  cancelRecovery: "owner",
  tryMail: "owner",
} as const satisfies Record<string, Role>;

export type Ability = keyof typeof needs;

export function can(role: Role, ability: Ability): boolean {
  return isAtLeast(role, needs[ability]);
}

/** Nobody can grant a role above their own [I1], nor act on an invite to one [I14]. */
export function canGrant(own: Role, granted: Role): boolean {
  return can(own, "invite") && isAtLeast(own, granted);
}

/** Admins look after everybody but Owners; Owners after everybody. */
export function canManage(own: Role, theirs: Role): boolean {
  return can(own, "manageUsers") && isAtLeast(own, theirs);
}

/** E-mail and password of an Admin or Owner are changed for them only by an Owner [A16]. */
export function canSetSignIn(own: Role, theirs: Role): boolean {
  return canManage(own, theirs) && (own === "owner" || !isAtLeast(theirs, "admin"));
}

/** Whether a role is as high as `least`. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
