import { randomInt } from "node:crypto";
import { and, asc, eq, isNull, not, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { open } from "#db/client";
import { memberships, misLinks, users } from "#db/schema";
import { oneTimePassword } from "#domain/accounts/one-time";
import { canSetSignIn, roles } from "#domain/roles";
import { handOverPassword, PublicUser } from "#domain/users";
import { hashPassword } from "../accounts/sessions.ts";
import type { PersonAct } from "../act.ts";
import { jsonOf } from "../groups/sides.ts";
import { actOnUser } from "../users/commands.ts";
import { shownUser } from "../users/shown-user.ts";

/** Hashes one answer waits for: a quarter of a second each. */
const most = 12;

/** Accounts to hand over, with passwords that are shown this once, and how many are left for the next call. */
export const Slips = z.object({
  slips: z.array(z.object({ user: PublicUser, oneTimePassword: z.string() })),
  left: z.number(),
});

type Slip = z.infer<typeof Slips>["slips"][number];

/**
 * Makes one-time passwords [A2] for accounts that imports have made and nobody has handed over yet: a dozen a call, so that
 * whoever prints them asks until none is left. Refuses as setting a password does, but only before it has made any.
 */
export async function makeSlips(act: PersonAct): Promise<z.infer<typeof Slips>> {
  const waiting = await unhanded(act);
  const slips: Slip[] = [];
  for (const [i, { id }] of waiting.slice(0, most).entries()) {
    try {
      const slip = await makeSlip(act, id);
      if (slip) slips.push(slip);
    } catch (error) {
      // What is made can be told only now: the next call meets the trouble again.
      if (slips.length === 0) throw error;
      return { slips, left: waiting.length - i };
    }
  }
  return { slips, left: Math.max(0, waiting.length - most) };
}

/** Null where somebody else has made one at the same moment. */
async function makeSlip(act: PersonAct, id: string): Promise<Slip | null> {
  const made = oneTimePassword((limit) => randomInt(limit));
  const hash = await hashPassword(made, { lane: "known", line: act.actor.id });
  let isMine = false;
  await actOnUser(act, id, (known, actor) => {
    isMine = known.account.passwordState === "none";
    const next = isMine ? handOverPassword(actor, known, hash) : null;
    return { next, kind: "user.changed" };
  });
  return isMine ? { ...(await shownUser(act, id)), oneTimePassword: made } : null;
}

function unhanded({ env, school, actor }: PersonAct) {
  const settable = roles.filter((role) => canSetSignIn(actor.role, role));
  const isImported = sql`exists (select 1 from ${misLinks} where ${misLinks.schoolId} = ${school}
    and ${misLinks.noun} = 'user' and ${misLinks.rowId} = ${users.id})`;
  // Theirs is nobody's to set but their own [A16].
  const isElsewhere = sql`exists (select 1 from memberships as others
    where others.user_id = ${users.id} and others.school_id <> ${school})`;
  return open(env.DB)
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.schoolId, school),
        eq(memberships.status, "active"),
        sql`${memberships.role} in ${jsonOf(settable)}`,
        eq(users.passwordState, "none"),
        isNull(users.email),
        isImported,
        not(isElsewhere),
      ),
    )
    .orderBy(asc(users.familyName), asc(users.givenName));
}
