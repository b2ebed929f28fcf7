import type { Page } from "../page.ts";

export const invitingPage: Page = {
  path: "invite-list",
  within: "invites",
  title: "Invite a list",
  needs: "invite",
  load: () => import("./page.tsx"),
  whereabouts: "inviting a list",
  // A list is its writer's until it is sent.
  followed: () => "invites",
};
