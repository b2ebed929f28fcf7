import RefreshCw from "lucide-solid/icons/refresh-cw";
import { openIn } from "#domain/imports";
import type { Page } from "../page.ts";

export const importsPage: Page = {
  path: "mis",
  params: "/:kind?",
  title: "MIS sync",
  needs: "manageImports",
  load: () => import("./page.tsx"),
  nav: {
    heading: "Admin",
    Icon: RefreshCw,
    count(school) {
      const number = school.imports.all().reduce((sum, { counts }) => sum + openIn(counts), 0);
      return { number, word: "open" };
    },
  },
  keys: [{ press: "g m", does: "Go to MIS sync", to: "mis" }],
  whereabouts: "deciding about the MIS",
  followed: () => "mis",
};
