import { eq } from "drizzle-orm";
import { inviter, subject } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { invites, type users } from "#db/schema";
import type { Invite, PublicInvite } from "#domain/invites";
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

/** The same with who came by them, for whoever looks for people by their names. */
export function withInvitee(db: Db) {
  return db
    .select({
      invite: packed(invites),
      inviter: packedOrNull(inviter, names),
      invitee: packedOrNull(subject, names),
    })
    .from(invites)
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(subject, eq(subject.id, invites.userId));
}

/** An invite with who sent it and, where that was asked for, who came by it. */
export interface NamedInvite {
  invite: Invite;
  inviter: Name | null;
  invitee?: Name | null;
}

type Name = Pick<typeof users.$inferSelect, (typeof names)[number]>;
