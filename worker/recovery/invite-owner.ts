import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { expire, revoke } from "#domain/invites";
import type { Recovery } from "#domain/recoveries";
import type { Runtime } from "../act.ts";
import type { Step } from "../events/commit.ts";
import { moving, sending } from "../invites/writes.ts";
import { isMember } from "./member.ts";
import { isSeen, write } from "./writes.ts";

/** The invite, and its mail, in place of whatever was pending for the address. */
export async function inviteOwner(
  clock: Pick<Runtime, "env" | "settings" | "now">,
  seen: Recovery,
  next: Recovery,
  email: string,
): Promise<Step[]> {
  const { env, now } = clock;
  const { schoolId } = seen;
  const canonical = canonicalEmail(email);
  const isFree = sql`${isSeen(seen)} and not ${isMember(schoolId, canonical)}`;
  const [pending] = await open(env.DB)
    .select()
    .from(invites)
    .where(and(eq(invites.schoolId, schoolId), eq(invites.canonicalEmail, canonical), isPending));
  const id = next.inviteId ?? "";
  const owner = { id, schoolId, invitedById: null, email, role: "owner" as const };
  const making = sending(clock, owner, isFree);
  const isMade = sql`exists (select 1 from ${invites} where ${invites.id} = ${id})`;
  const granting: Step = {
    change: [write(env, seen, next, isMade)],
    fact: { kind: "recovery.granted", subjectId: seen.id },
  };
  if (!pending) return [making, granting];
  const expired = expire(pending, now);
  const ended = expired ?? revoke(pending, now);
  const kind = expired ? "invite.expired" : "invite.revoked";
  return [moving(clock, pending, ended, kind, isFree), making, granting];
}
