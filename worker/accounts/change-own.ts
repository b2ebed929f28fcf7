import { eq } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { open } from "#db/client";
import { memberships } from "#db/schema";
import type { Changes } from "#domain/facts";
import type { Runtime } from "../act.ts";
import { announce } from "../events/announce.ts";
import type { Bearer, Holder } from "../events/author.ts";
import { commitAll } from "../events/commit.ts";

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
 * Writes it in one batch with a fact in each school of the person, who is the actor in all that they have not left.
 * Gives these schools' ids; null when the guard did not hold. Refuses with `signed_out` once their session has ended.
 */
export async function changeOwn(
  runtime: Runtime,
  by: Holder | Bearer,
  { change, changes, after }: OwnChange,
): Promise<string[] | null> {
  const { env, now } = runtime;
  const found = await open(env.DB)
    .select({ id: memberships.schoolId })
    .from(memberships)
    .where(eq(memberships.userId, by.id));
  const fact = { kind: "user.changed" as const, subjectId: by.id, changes };
  const [first] = found;
  if (!first) return null;
  const told = await commitAll(
    { env, school: first.id, actor: by, now },
    found.map(({ id: school }, i) => ({
      school,
      steps: [{ change: i === 0 ? [change] : [], fact }],
      ...(i === 0 && { after }),
    })),
  );
  for (const committed of told) announce(env, runtime, committed);
  return told.length > 0 ? told.map((committed) => committed.school) : null;
}
