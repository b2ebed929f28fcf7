import { and, eq } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, schools, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { nextMorning } from "#domain/time/daytime";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import { write } from "../events/write.ts";

/** Whether somebody is mailed a digest of a school. */
export async function wantsDigest(env: Env, school: string, userId: string): Promise<boolean> {
  const [seat] = await open(env.DB)
    .select({ at: memberships.digestAt })
    .from(memberships)
    .where(isSeat(school, userId));
  return seat !== undefined && seat.at !== null;
}

/**
 * Turns the digest on, from the school's next morning, or off, for oneself. Refuses with `invalid` whoever has no confirmed
 * address: it tells of other people's.
 */
export async function setDigest(
  { env, school, actor, now }: PersonAct,
  isWanted: boolean,
): Promise<void> {
  const db = open(env.DB);
  const [found] = await db
    .select({ timeZone: schools.timeZone, confirmedAt: users.emailConfirmedAt, email: users.email })
    .from(users)
    .innerJoin(schools, eq(schools.id, school))
    .where(eq(users.id, actor.id));
  if (!found) throw new DomainError("not_found");
  if (isWanted && (found.email === null || found.confirmedAt === null))
    throw new DomainError("invalid", { fields: { wanted: unconfirmed } });
  const digestAt = isWanted ? nextMorning(now, found.timeZone) : null;
  const turn = db.update(memberships).set({ digestAt }).where(isSeat(school, actor.id));
  await write(env, actor, [turn]);
}

/** The same by a link of the digest itself. */
export async function stopDigest(env: Env, school: string, userId: string): Promise<void> {
  await open(env.DB).update(memberships).set({ digestAt: null }).where(isSeat(school, userId));
}

const unconfirmed =
  "Your account has no confirmed e-mail address yet. Ask for a new password on the sign-in page: following its link confirms the address.";

function isSeat(school: string, userId: string) {
  return and(eq(memberships.schoolId, school), eq(memberships.userId, userId));
}
