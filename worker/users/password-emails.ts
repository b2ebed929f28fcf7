import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { open } from "#db/client";
import { mails, memberships, users } from "#db/schema";
import { canSetSignIn, type Role, roles } from "#domain/roles";
import type { UserStatus } from "#domain/users";
import { mailIn, mailResets } from "../accounts/resets.ts";
import type { PersonAct } from "../act.ts";
import { settle } from "../events/settle.ts";

const Outcome = z.enum(["sent", "no_email", "inactive", "not_found", "forbidden", "too_many"]);
/** What came of it for one of those ticked. */
export const Result = z.object({ userId: z.string(), outcome: Outcome });
export type Result = z.infer<typeof Result>;

/** Mails a reset link to those of the ticked users whom the actor may mail [A8]. Gives the round's id. */
export function mailPasswords(by: PersonAct, userIds: string[]): Promise<string> {
  return settle(by, (act) => {
    const { school, actor, key } = act;
    const who = reachable(act, userIds);
    return mailResets(act, { by: actor, who, school: sql`${school}`, key });
  });
}

/** What came of a round, also for a repeat of it: the mails themselves say who got one. */
export async function outcomes(
  { env, school, actor }: PersonAct,
  userIds: string[],
  round: string,
): Promise<Result[]> {
  const found = await open(env.DB)
    .select({
      id: users.id,
      email: users.canonicalEmail,
      role: memberships.role,
      status: memberships.status,
      mail: mails.id,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(mails, eq(mails.id, mailIn(round)))
    .where(
      and(
        eq(memberships.schoolId, school),
        sql`${memberships.userId} in (select value from json_each(${JSON.stringify(userIds)}))`,
      ),
    );
  const known = new Map(found.map((row) => [row.id, row]));
  return userIds.map((userId) => {
    const seen = known.get(userId);
    const isMine = userId === actor.id;
    return {
      userId,
      outcome: seen ? outcomeFor(seen, isMine || canSetSignIn(actor.role, seen.role)) : "not_found",
    };
  });
}

interface Recipient {
  email: string | null;
  role: Role;
  status: UserStatus;
  mail: string | null;
}

function outcomeFor(
  { email, status, mail }: Recipient,
  isAllowed: boolean,
): z.infer<typeof Outcome> {
  if (mail) return "sent";
  if (!isAllowed) return "forbidden";
  if (status === "inactive") return "inactive";
  return email === null ? "no_email" : "too_many";
}

/** Nobody mails somebody whose password is an Owner's to change [A16], but everybody may mail themselves. */
function reachable({ actor }: PersonAct, userIds: string[]) {
  const settable = roles.filter((role) => canSetSignIn(actor.role, role));
  return sql`${users.id} in (select value from json_each(${JSON.stringify(userIds)}))
    and (${memberships.role} in (select value from json_each(${JSON.stringify(settable)})) or ${users.id} = ${actor.id})`;
}
