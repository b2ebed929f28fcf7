import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { open } from "#db/client";
import { memberships, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import { changedProfile, type ProfileChange, profileChanges } from "#domain/profiles";
import { announce } from "../events/announce.ts";
import { commitAll, settle } from "../events/commit.ts";
import type { AppContext } from "../http/app.ts";

type Write = BatchItem<"sqlite">;

/** What somebody does to their own account. */
export interface OwnChange {
  /** The guarded write. */
  change: Write;
  changes: Changes;
  /** What follows from the state it leaves, each under a condition of its own. */
  after?: Write[];
}

/**
 * Writes it in one batch with a fact in each school of the person, who is the actor in all of them.
 * Gives these schools' ids; null when the guard did not hold.
 */
export async function changeOwn(
  c: AppContext,
  userId: string,
  { change, changes, after }: OwnChange,
): Promise<string[] | null> {
  const now = c.get("now");
  const found = await open(c.env.DB)
    .select({ id: memberships.schoolId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  const fact = { kind: "user.changed" as const, subjectId: userId, changes };
  const told = await commitAll(
    c.env,
    found.map(({ id: school }, i) => ({
      school,
      actor: userId,
      now,
      steps: [{ change: i === 0 ? [change] : [], fact }],
      ...(i === 0 && { after }),
    })),
  );
  for (const committed of told) announce(c.env, c.executionCtx, committed);
  return told.length > 0 ? told.map((committed) => committed.school) : null;
}

/**
 * Names, title and phone, as their holder wants them [A15]. Nothing is written when nothing would differ. Refuses with `changed`
 * where the account is no longer the `version` they saw; null for whoever does not say.
 */
export async function changeProfile(
  c: AppContext,
  change: ProfileChange,
  version: number | null,
): Promise<void> {
  const { id } = c.get("me");
  const db = open(c.env.DB);
  await settle(async () => {
    const [seen] = await db.select().from(users).where(eq(users.id, id));
    if (!seen) throw new DomainError("signed_out");
    if (version !== null && version !== seen.version)
      throw new DomainError("changed", { current: profileOf(seen) });
    const changed = changedProfile(seen, change);
    if (Object.keys(changed).length === 0) return [];
    return changeOwn(c, id, {
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
