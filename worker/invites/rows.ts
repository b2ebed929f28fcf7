import { eq } from "drizzle-orm";
import { inviter } from "#db/aliases";
import type { Db } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { invites } from "#db/schema";

/** Invites with who sent them. */
export function withInviter(db: Db) {
  return db
    .select({ invite: packed(invites), inviter: packedOrNull(inviter) })
    .from(invites)
    .leftJoin(inviter, eq(inviter.id, invites.invitedById));
}
