import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending } from "#db/rows";
import { invites, memberships, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { fullName } from "#domain/names";
import { type Bucket, refuseIfFull, take } from "../accounts/limits.ts";
import { brokenUnique } from "../events/commit.ts";
import type { AppContext } from "../http/app.ts";

const hour = 3600_000;

/** Holds where no invite to the address (canonical; null for none) waits at the school. */
export function noPendingInvite(
  school: string,
  address: string | null,
  now: number,
): SQL | undefined {
  if (!address) return undefined;
  return sql`not exists (select 1 from ${invites} where ${invites.schoolId} = ${school} and ${invites.canonicalEmail} = ${address}
    and ${isPending} and ${invites.expiresAt} > ${now})`;
}

/** Refuses with `invite_pending`, or with `too_many_attempts` whoever asked for others' addresses too often. */
export async function refusePending(c: AppContext, address: string): Promise<void> {
  await refuseIfFull(c.env, elsewhere(c), hour, c.get("now"));
  const condition = noPendingInvite(c.get("seat").schoolId, address, c.get("now"));
  const free = await open(c.env.DB).get<{ free: number } | [number]>(
    sql`select ${condition} as free`,
  );
  const isFree = Array.isArray(free) ? free[0] : free?.free;
  if (!isFree) throw new DomainError("invite_pending");
}

/** Says in words what a broken constraint means: `username_taken` or `email_taken`; throws any other error on. */
export async function refuseTaken(
  c: AppContext,
  error: unknown,
  address: string | null,
): Promise<never> {
  const broken = brokenUnique(error);
  if (broken === "users.username") refuseUsername();
  if (broken === "users.canonical_email" && address) return refuseAddress(c, address);
  throw error;
}

/** Refuses with `username_taken`. */
export function refuseUsername(): never {
  throw new DomainError("username_taken", {
    fields: { username: "Somebody already has this username." },
  });
}

/** Names who has the address inside the school; elsewhere it says only that it is in use, twenty times an hour [A6]. */
export async function refuseAddress(c: AppContext, address: string): Promise<never> {
  const { schoolId } = c.get("seat");
  const [found] = await open(c.env.DB)
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.schoolId, schoolId)),
    )
    .where(eq(users.canonicalEmail, address));
  if (found) {
    const holder = { id: found.id, name: fullName(found) };
    throw new DomainError("email_taken", {
      fields: { email: `${holder.name} already has this address.` },
      holder,
    });
  }
  await take(c.env, [elsewhere(c)], hour, c.get("now"));
  throw new DomainError("email_taken", { fields: { email: "Already in use, invite it instead." } });
}

/** How often an admin may be told that an address is in use somewhere. */
function elsewhere(c: AppContext): Bucket {
  return { name: `elsewhere:${c.get("me").id}`, limit: 20 };
}
