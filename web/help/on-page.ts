import CircleHelp from "lucide-solid/icons/circle-question-mark";
import type { Page } from "../page.ts";

export const helpPage: Page = {
  path: "help",
  title: "Help",
  needs: null,
  load: () => import("./page.tsx"),
  nav: { heading: "School", Icon: CircleHelp },
  hasOwnFeed: true,
  whereabouts: "in the Help",
  followed: () => "help",
};
