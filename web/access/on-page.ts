import KeyRound from "lucide-solid/icons/key-round";
import type { Page } from "../page.ts";

export const accessPage: Page = {
  path: "access",
  title: "Access",
  needs: "seeRecovery",
  load: () => import("./page.tsx"),
  nav: { heading: "School", Icon: KeyRound },
  whereabouts: "on Access",
  followed: () => "access",
};
