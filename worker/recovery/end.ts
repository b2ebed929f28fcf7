import { eq, lte } from "drizzle-orm";
import { open } from "#db/client";
import { recoveries } from "#db/schema";
import { addressOf, grant, lapse } from "#domain/recoveries";
import { type Env, settings } from "../env.ts";
import { commit } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { settle } from "../events/settle.ts";
import { nullIfPending } from "../invites/uniqueness.ts";
import { inviteOwner } from "./invite-owner.ts";
import { memberWith } from "./member.ts";
import { raise } from "./raise.ts";
import { move, openRecovery } from "./writes.ts";

/** What the clock says of a school's open recovery: it lapses, or its new Owner is let in. The events of it. */
export async function recoverDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const due = await openRecovery(env, school, lte(recoveries.dueAt, now));
  if (!due) return [];
  const committed =
    due.status === "asked"
      ? await move({ env, school, actor: "clock", now }, due.id, "recovery.lapsed", (seen) =>
          lapse(seen, now),
        )
      : await letIn(env, due.id, now);
  return committed ? [committed] : [];
}

/**
 * Nobody has stopped it: an ordinary Owner's invite goes to the address that confirmed. Where that address already has
 * a confirmed account at the school, no invite could be accepted, and that account becomes an Owner's instead.
 */
async function letIn(env: Env, id: string, now: number): Promise<Committed | null> {
  const found = settings(env);
  if (!found) return null;
  const clock = { env, now, actor: "clock" as const };
  const done = await settle(
    clock,
    async (): Promise<{ committed: Committed | null } | null> => {
      const [seen] = await open(env.DB).select().from(recoveries).where(eq(recoveries.id, id));
      const email = seen?.confirmedBy ? addressOf(seen, seen.confirmedBy) : null;
      if (!seen || !email) return { committed: null };
      const member = await memberWith(env, seen.schoolId, email);
      const inviteId = member ? null : crypto.randomUUID();
      const next = grant(seen, inviteId, now);
      if (!next) return { committed: null };
      const steps = member
        ? raise(env, seen, next, member, email, now)
        : await inviteOwner({ env, settings: found, now }, seen, next, email);
      const committed = await commit({ ...clock, school: seen.schoolId }, { steps }).catch(
        nullIfPending,
      );
      return committed && { committed };
    },
    10,
  );
  return done.committed;
}
