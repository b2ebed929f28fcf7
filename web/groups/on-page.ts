import GraduationCap from "lucide-solid/icons/graduation-cap";
import type { Page } from "../page.ts";

export const groupsPage: Page = {
  path: "groups",
  params: "/:group?",
  title: "Groups",
  needs: "manageGroups",
  load: () => import("./page.tsx"),
  nav: {
    heading: "Admin",
    Icon: GraduationCap,
    count: ({ groups }) => ({
      number: groups.all().filter(({ status }) => status === "active").length,
      word: "active",
      isTotal: true,
    }),
  },
  keys: [{ press: "g g", does: "Go to Groups", to: "groups" }],
  whereabouts: "on Groups",
  followed: (row) => (row ? `groups/${row}` : "groups"),
  nameOf: ({ groups }, row) => groups.at(row)?.name,
};
