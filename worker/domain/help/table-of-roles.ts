import { type Ability, can, canGrant, canManage, canSetSignIn, type Role } from "../roles.ts";

/** A row of the table of who may do what. */
export interface RoleRow {
  act: string;
  may(role: Role): boolean;
}

/** Each ability as people would say it; null for what another line says already. */
const acts: Record<Ability, string | null> = {
  seeSchool: "See their school, its message of the day and their own account",
  seeUsers: "See who works at the school, and how to reach them",
  seeGroups: "See the groups they are in",
  changeOwnGroups: "Change who is in the groups they are in",
  seeInvites: "See every invite and what became of its mail",
  invite: "Invite somebody, resend, withdraw",
  seeWholeUsers: null,
  manageUsers: "Add, change, merge and deactivate accounts",
  manageGroups: "Create, rename and put away groups",
  seePupils: "See the pupils of the groups they are in",
  seeAllPupils: "See every pupil, with the UPN",
  rollYear: "Take back the start of a school year",
  managePupils: "Enter, change and deactivate pupils",
  seeActivity: "See who did what, and download it",
  manageImports: "Decide what of the MIS is taken over, and where it is asked",
  changeSchool: "Change the school’s settings and logo",
  setMessage: "Write the message of the day",
  seeRecovery: null,
  askRecovery: "Ask for a new Owner when none can sign in",
  cancelRecovery: null,
  changeRecoveryAddresses: "Change the recovery addresses",
  tryMail: "Try again when no mail leaves",
};

/** Every line of the table, generated from the rules themselves. */
export function allRows(): RoleRow[] {
  const ofAbilities = (Object.entries(acts) as [Ability, string | null][]).flatMap(
    ([ability, act]) => (act === null ? [] : [{ act, may: (role: Role) => can(role, ability) }]),
  );
  return [
    ...ofAbilities,
    {
      act: "Change the e-mail address or password of an Admin",
      may: (role) => canSetSignIn(role, "admin"),
    },
    { act: "Invite an Owner", may: (role) => canGrant(role, "owner") },
    { act: "Change or deactivate an Owner", may: (role) => canManage(role, "owner") },
  ];
}
