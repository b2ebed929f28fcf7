import ClipboardClock from "lucide-solid/icons/clipboard-clock";
import type { Page } from "../page.ts";

export const activityPage: Page = {
  path: "activity",
  title: "Activity",
  needs: "seeActivity",
  load: () => import("./page.tsx"),
  nav: { heading: "Admin", Icon: ClipboardClock, inBar: true },
  keys: [{ press: "g a", does: "Go to Activity", to: "activity" }],
  whereabouts: "on Activity",
  followed: () => "activity",
};
