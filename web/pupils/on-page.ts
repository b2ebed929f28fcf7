import Backpack from "lucide-solid/icons/backpack";
import type { Page } from "../page.ts";

export const pupilsPage: Page = {
  path: "pupils",
  params: "/:pupil?",
  title: "Pupils",
  needs: "seeAllPupils",
  load: () => import("./page.tsx"),
  nav: { heading: "Admin", Icon: Backpack },
  keys: [{ press: "g p", does: "Go to Pupils", to: "pupils" }],
  whereabouts: "on Pupils",
  followed: (row) => (row ? `pupils/${row}` : "pupils"),
};
