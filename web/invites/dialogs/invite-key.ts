import type { PageKey } from "../../page.ts";

/** Leads to the form for a new invite from every page. */
export const inviteKey: PageKey = { press: "n", does: "Invite user", to: "invites/new" };
