import { randomInt } from "node:crypto";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
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

/**
 * Makes one-time passwords [A2] for accounts that imports have made and nobody has handed over yet: a dozen a call, so that
 * whoever prints them asks until none is left.
 */
export async function makeSlips(act: PersonAct): Promise<z.infer<typeof Slips>> {
  const waiting = await unhanded(act);
  const slips: z.infer<typeof Slips>["slips"] = [];
  for (const { id } of waiting.slice(0, most)) {
    const made = oneTimePassword((limit) => randomInt(limit));
    const hash = await hashPassword(made, { lane: "known", line: act.actor.id });
    let isMine = false;
    await actOnUser(act, id, (known, actor) => {
      // Somebody else may print at the same moment.
      isMine = known.account.passwordState === "none";
      const next = isMine ? handOverPassword(actor, known, hash) : null;
      return { next, kind: "user.changed" };
    });
    if (isMine) slips.push({ ...(await shownUser(act, id)), oneTimePassword: made });
  }
  return { slips, left: Math.max(0, waiting.length - most) };
}

function unhanded({ env, school, actor }: PersonAct) {
  const settable = roles.filter((role) => canSetSignIn(actor.role, role));
  const isImported = sql`exists (select 1 from ${misLinks} where ${misLinks.schoolId} = ${school}
    and ${misLinks.noun} = 'user' and ${misLinks.rowId} = ${users.id})`;
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
      ),
    )
    .orderBy(asc(users.familyName), asc(users.givenName));
}
