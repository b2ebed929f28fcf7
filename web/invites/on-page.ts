import Mail from "lucide-solid/icons/mail";
import type { Page } from "../page.ts";
import { inviteKey } from "./dialogs/invite-key.ts";

export const invitesPage: Page = {
  path: "invites",
  params: "/:invite?",
  title: "Invites",
  needs: "seeInvites",
  load: () => import("./page.tsx"),
  nav: {
    heading: "Admin",
    Icon: Mail,
    inBar: true,
    count: ({ invites }) => ({
      number: invites.all().filter(({ status }) => status === "pending").length,
      word: "pending",
    }),
  },
  keys: [inviteKey, { press: "g i", does: "Go to Invites", to: "invites" }],
  whereabouts: "on Invites",
  followed: (row) => (row ? `invites/${row}` : "invites"),
  nameOf: ({ invites }, row) => invites.at(row)?.email,
};
