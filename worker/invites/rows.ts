import { eq } from "drizzle-orm";
import { inviter } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { invites } from "#db/schema";
import type { PublicInvite } from "#domain/invites";
import type { Committed } from "../events/committed.ts";

/** The invite as it stands after a command about it alone. */
export function inviteIn({ events: [event] }: Pick<Committed, "events">): PublicInvite {
  if (event && "invite" in event && event.invite) return event.invite;
  throw new Error("The command was not about an invite.");
}

/** Invites with who sent them. */
export function withInviter(db: Db) {
  return db
    .select({ invite: packed(invites), inviter: packedOrNull(inviter, names) })
    .from(invites)
    .leftJoin(inviter, eq(inviter.id, invites.invitedById));
}
