import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending } from "#db/rows";
import { invites, memberships, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { fullName } from "#domain/names";
import { type Bucket, refuseIfFull, take } from "../accounts/limits.ts";
import type { PersonAct } from "../act.ts";
import { brokenUnique } from "../events/commit.ts";

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
export async function refusePending(act: PersonAct, address: string): Promise<void> {
  const { env, school, now } = act;
  await refuseIfFull(env, elsewhere(act), hour, now);
  const condition = noPendingInvite(school, address, now);
  const free = await open(env.DB).get<{ free: number } | [number]>(
    sql`select ${condition} as free`,
  );
  const isFree = Array.isArray(free) ? free[0] : free?.free;
  if (!isFree) throw new DomainError("invite_pending");
}

/** Says in words what a broken constraint means: `username_taken` or `email_taken`; throws any other error on. */
export async function refuseTaken(
  act: PersonAct,
  error: unknown,
  address: string | null,
): Promise<never> {
  const broken = brokenUnique(error);
  if (broken === "users.username") refuseUsername();
  if (broken === "users.canonical_email" && address) return refuseAddress(act, address);
  throw error;
}

/** Refuses with `username_taken`. */
export function refuseUsername(): never {
  throw new DomainError("username_taken", {
    fields: { username: "Somebody already has this username." },
  });
}

/** Names who has the address inside the school; elsewhere it says only that it is in use, twenty times an hour [A6]. */
export async function refuseAddress(act: PersonAct, address: string): Promise<never> {
  const { env, school, now } = act;
  const [found] = await open(env.DB)
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)))
    .where(eq(users.canonicalEmail, address));
  if (found) {
    const holder = { id: found.id, name: fullName(found) };
    throw new DomainError("email_taken", {
      fields: { email: `${holder.name} already has this address.` },
      holder,
    });
  }
  await take(env, [elsewhere(act)], hour, now);
  throw new DomainError("email_taken", { fields: { email: "Already in use, invite it instead." } });
}

/** How often an admin may be told that an address is in use somewhere. */
function elsewhere({ actor }: PersonAct): Bucket {
  return { name: `elsewhere:${actor.id}`, limit: 20 };
}
