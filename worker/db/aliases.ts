import { alias } from "drizzle-orm/sqlite-core";
import { invites, users } from "./schema.ts";

// One person's row stands in a query as many people. Each is named here, once, so that no two files mean different things by a name.

/** Who did what an event tells of. */
export const actor = alias(users, "actor");
/** Who sent an invite. */
export const inviter = alias(users, "inviter");
/** Whose account an event or an accepted invite is about. */
export const subject = alias(users, "subject");
/** Who asked for a recovery. */
export const asker = alias(users, "asker");
/** Who set a message. */
export const setter = alias(users, "setter");
/** Who sent a list. */
export const lister = alias(users, "lister");
/** Who uploaded an import, and who asked first for it to be applied. */
export const uploader = alias(users, "uploader");
export const firstAsker = alias(users, "first_asker");
/** Who decided about a difference. */
export const decider = alias(users, "decider");
/** Whose address it is. */
export const holder = alias(users, "holder");
/** The invite that is pending to an address, of whichever the query is about. */
export const pending = alias(invites, "pending");
