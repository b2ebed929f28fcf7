import House from "lucide-solid/icons/house";
import type { Page } from "../page.ts";

export const overviewPage: Page = {
  path: "",
  title: "Overview",
  needs: "seeInvites",
  load: () => import("./page.tsx"),
  nav: { Icon: House, inBar: true },
  hasOwnFeed: true,
  keys: [{ press: "g o", does: "Go to Overview", to: "" }],
  whereabouts: "on the Overview",
  followed: () => "",
};
