import type { D1Database } from "@cloudflare/workers-types";
import { inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import * as schema from "#db/schema";
import { hashPassword } from "../../accounts/hash.ts";
import type { History } from "./history.ts";
import { fernhill, oakfield, password } from "./people.ts";
import { fernhillsStory, oakfieldsStory } from "./story.ts";

/** Whether the database holds the demo schools, whose password is public. */
export async function isSeeded(d1: D1Database): Promise<boolean> {
  const found = await drizzle(d1)
    .select({ id: schema.schools.id })
    .from(schema.schools)
    .where(inArray(schema.schools.id, [oakfield.id, fernhill.id]));
  return found.length > 0;
}

/** Puts the demo schools into an empty database, in one batch. `life` is how long a link works, in milliseconds. */
export async function seed(d1: D1Database, now: number, life: number): Promise<void> {
  const db = drizzle(d1);
  const [any] = await db.select({ id: schema.schools.id }).from(schema.schools).limit(1);
  if (any) return;
  // One hash for all: the password is no secret.
  const passwordHash = await hashPassword(password);
  await write(d1, [oakfieldsStory(now, life), fernhillsStory(now)], passwordHash);
}

/** Puts schools with all that happened there into the database, in one batch. */
export async function write(
  d1: D1Database,
  stories: readonly History[],
  passwordHash: string | null,
): Promise<void> {
  const db = drizzle(d1);
  const writes = stories.flatMap((story) => [
    db.insert(schema.schools).values({ ...story.school, seq: story.events.length }),
    ...story.accounts.map((account) =>
      db.insert(schema.users).values({ ...account, passwordHash }),
    ),
    ...story.memberships.map((membership) => db.insert(schema.memberships).values(membership)),
    ...story.invites.map((invite) => db.insert(schema.invites).values(invite)),
    ...story.groups.map((group) => db.insert(schema.groups).values(group)),
    ...story.groupMembers.map((member) => db.insert(schema.groupMembers).values(member)),
    ...story.events.map((event) => db.insert(schema.events).values(event)),
    ...story.mails.map((mail) => db.insert(schema.mails).values(mail)),
  ]);
  const [first, ...others] = writes;
  if (first) await db.batch([first, ...others]);
}
