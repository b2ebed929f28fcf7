import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { invites, mails } from "#db/schema";
import { DomainError } from "#domain/errors";
import { type Invite, type PublicInvite, revoke } from "#domain/invites";
import type { Act } from "../act.ts";
import { actOnInvite } from "./act-on-invite.ts";

/** Withdraws an invite whose mail is still held, so that it never leaves. Refuses with `too_late`. */
export function cancelInvite(act: Act, id: string): Promise<PublicInvite> {
  const { env, school, now } = act;
  const waiting = open(env.DB)
    .select({ id: mails.id })
    .from(mails)
    .innerJoin(
      invites,
      and(eq(invites.id, mails.subjectId), eq(invites.generation, mails.generation)),
    );
  return actOnInvite(act, id, async (_, seen) => {
    const isHeld = stillHeld(seen, now);
    const [mail] = await waiting.where(and(eq(mails.schoolId, school), isHeld));
    if (!mail || seen.status !== "pending") throw new DomainError("too_late");
    return { next: revoke(seen, now), kind: "invite.revoked", provided: isHeld };
  });
}

function stillHeld({ id, generation }: Invite, now: number) {
  return sql`exists (select 1 from ${mails} where ${mails.kind} = 'invite' and ${mails.subjectId} = ${id}
    and ${mails.generation} = ${generation} and ${mails.status} = 'queued' and ${mails.attempts} = 0
    and ${mails.createdAt} < ${mails.dueAt} and ${mails.dueAt} > ${now})`;
}
