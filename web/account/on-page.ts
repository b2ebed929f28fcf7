import type { Page } from "../page.ts";

export const accountPage: Page = {
  path: "account",
  title: "My account",
  needs: null,
  load: () => import("./page.tsx"),
  whereabouts: "on their own account",
  followed: () => null,
};
