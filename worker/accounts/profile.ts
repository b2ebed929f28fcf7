import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { users } from "#db/schema";
import { changedProfile, type ProfileChange, profileChanges } from "#domain/accounts/profiles";
import { DomainError } from "#domain/errors";
import type { Runtime } from "../act.ts";
import type { Holder } from "../events/author.ts";
import { settle } from "../events/settle.ts";
import { changeOwn } from "./change-own.ts";
import type { Me } from "./me.ts";

/**
 * Names, title and phone, as their holder wants them [A15]. Nothing is written when nothing would differ. Refuses with `changed`
 * where the account is no longer the `version` they saw; null for whoever does not say.
 */
export async function changeProfile(
  runtime: Runtime,
  me: Pick<Me, "id" | "sessionId">,
  change: ProfileChange,
  version: number | null,
): Promise<void> {
  const db = open(runtime.env.DB);
  const { id, sessionId: session } = me;
  const actor: Holder = { right: "session", id, session };
  await settle({ actor }, async () => {
    const [seen] = await db.select().from(users).where(eq(users.id, id));
    if (!seen) throw new DomainError("signed_out");
    if (version !== null && version !== seen.version)
      throw new DomainError("changed", { current: profileOf(seen) });
    const changed = changedProfile(seen, change);
    if (Object.keys(changed).length === 0) return [];
    return changeOwn(runtime, actor, {
      change: db
        .update(users)
        .set({ ...changed, version: sql`${users.version} + 1` })
        .where(and(eq(users.id, id), eq(users.version, seen.version))),
      changes: profileChanges(changed),
    });
  });
}

function profileOf({
  title,
  givenName,
  middleName,
  familyName,
  phone,
  version,
}: typeof users.$inferSelect) {
  return { title, givenName, middleName, familyName, phone, version };
}
