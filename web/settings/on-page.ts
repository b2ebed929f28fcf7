import Settings from "lucide-solid/icons/settings";
import type { Page } from "../page.ts";

export const settingsPage: Page = {
  path: "settings",
  title: "Settings",
  needs: "changeSchool",
  load: () => import("./page.tsx"),
  nav: { heading: "School", Icon: Settings },
  whereabouts: "on Settings",
  followed: () => "settings",
};
