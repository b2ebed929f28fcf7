import { lateDialog } from "../waiting/late.tsx";

/** The menu, whose code comes when one is first opened. */
export const Menu = lateDialog(() => import("./menu.tsx"));
