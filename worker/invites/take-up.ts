import { and, eq } from "drizzle-orm";
import { open } from "#db/client";
import { users } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Account } from "#domain/users";
import type { Visitor } from "../accounts/visitor.ts";
import type { Runtime } from "../act.ts";
import { join } from "./join.ts";
import type { OpenedLink } from "./open-link.ts";

/** The holder of the address has signed in to take up the offer of a second school. Gives the session's secret. */
export async function takeUp(
  runtime: Runtime,
  visitor: Visitor,
  token: string,
  { id, passwordHash }: Account,
  opened: OpenedLink,
): Promise<string> {
  return join(runtime, visitor, token, opened, ({ holder }, isStillSeen) => {
    if (holder?.id !== id) throw new DomainError("bad_credentials");
    // Changes nothing, but carries the batch on while the invite and the password are as they were seen.
    const touch = open(runtime.env.DB)
      .update(users)
      .set({ emailConfirmedAt: holder.emailConfirmedAt })
      .where(
        and(
          eq(users.id, id),
          eq(users.passwordHash, passwordHash ?? ""),
          eq(users.version, holder.version),
          isStillSeen,
        ),
      );
    return { userId: id, writes: [touch], mayOwn: true };
  });
}
