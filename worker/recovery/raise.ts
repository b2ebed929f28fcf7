import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { memberships } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import type { Recovery } from "#domain/recoveries";
import type { Membership } from "#domain/users";
import type { Env } from "../env.ts";
import type { Step } from "../events/commit.ts";
import { isMember } from "./member.ts";
import { isSeen, write } from "./writes.ts";

/** Whoever has the address is an Owner from now on, and is told so there. */
export function raise(
  env: Env,
  seen: Recovery,
  next: Recovery,
  member: Membership,
  email: string,
  now: number,
): Step[] {
  const { schoolId, userId, role, status, version } = member;
  const recipient = canonicalEmail(email);
  const isStillMember = isMember(schoolId, recipient, userId);
  const asSeen = and(
    eq(memberships.schoolId, schoolId),
    eq(memberships.userId, userId),
    eq(memberships.version, version),
  );
  const raising: Step = {
    change: [
      open(env.DB)
        .update(memberships)
        .set({ role: "owner", status: "active", version: version + 1 })
        .where(and(asSeen, isSeen(seen), isStillMember)),
    ],
    fact: {
      kind: status === "active" ? "user.changed" : "user.reactivated",
      subjectId: userId,
      changes: {
        role: [role, "owner"],
        ...(status !== "active" && { status: [status, "active"] }),
      },
    },
  };
  const isOwner = sql`exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schoolId}
    and ${memberships.userId} = ${userId} and ${memberships.role} = 'owner' and ${memberships.status} = 'active')`;
  const granting: Step = {
    change: [write(env, seen, next, and(isOwner, isStillMember))],
    fact: { kind: "recovery.granted", subjectId: seen.id },
    mail: {
      kind: "recovery_granted",
      subjectId: seen.id,
      generation: 1,
      recipient,
      dueAt: now,
      isOwn: true,
    },
  };
  return role === "owner" && status === "active" ? [granting] : [raising, granting];
}
