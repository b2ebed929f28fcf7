import { and, eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { mails, memberships, users } from "#db/schema";
import { canSetSignIn, type Role, roles } from "#domain/roles";
import type { UserStatus } from "#domain/users";
import { mailIn, mailResets } from "../accounts/resets.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";

const Recipients = z.strictObject({
  userIds: z
    .array(z.string().check(z.maxLength(100)))
    .check(z.minLength(1, "Choose somebody."), z.maxLength(200, "Choose 200 at most.")),
});
const Outcome = z.enum(["sent", "no_email", "inactive", "not_found", "forbidden", "too_many"]);
const Results = z.object({ results: z.array(z.object({ userId: z.string(), outcome: Outcome })) });

/** *Send password email* to the ticked users [A8]: each gets an outcome of their own. */
export const passwordEmails = new Hono<App>().post(
  "/",
  may("manageUsers"),
  body(Recipients),
  idempotent,
  answers(200, Results),
  async (c) => {
    const userIds = [...new Set(c.req.valid("json").userIds)];
    const round = await once(c, (key) =>
      mailResets(c, { who: reachable(c, userIds), school: sql`${c.get("seat").schoolId}`, key }),
    );
    return answer(c, { results: await outcomes(c, userIds, round) });
  },
);

/** Nobody mails somebody whose password is an Owner's to change [A16], but everybody may mail themselves. */
function reachable(c: AppContext, userIds: string[]) {
  const settable = roles.filter((role) => canSetSignIn(c.get("seat").role, role));
  return sql`${users.id} in (select value from json_each(${JSON.stringify(userIds)}))
    and (${memberships.role} in (select value from json_each(${JSON.stringify(settable)})) or ${users.id} = ${c.get("me").id})`;
}

/** What came of a round, also for a repeat of it: the mails themselves say who got one. */
async function outcomes(
  c: AppContext,
  userIds: string[],
  round: string,
): Promise<z.infer<typeof Results>["results"]> {
  const { schoolId, role } = c.get("seat");
  const found = await open(c.env.DB)
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
        eq(memberships.schoolId, schoolId),
        sql`${memberships.userId} in (select value from json_each(${JSON.stringify(userIds)}))`,
      ),
    );
  const known = new Map(found.map((row) => [row.id, row]));
  return userIds.map((userId) => {
    const seen = known.get(userId);
    const isMine = userId === c.get("me").id;
    return {
      userId,
      outcome: seen ? outcomeFor(seen, isMine || canSetSignIn(role, seen.role)) : "not_found",
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
