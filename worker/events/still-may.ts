import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { type Places, prepared } from "#db/prepared";
import { memberships, sessions } from "#db/schema";
import { DomainError } from "#domain/errors";
import { can, type Role } from "#domain/roles";
import type { Env } from "../env.ts";
import type { Author, Holder, Member } from "./author.ts";

/** What an ended right makes SQLite say. */
const ended = "no_longer_allowed";

/** Somebody's role has changed meanwhile and still allows it: decide again with the role as it is now. */
export class RoleChanged extends DomainError {
  readonly role: Role;

  constructor(role: Role) {
    super("busy", { retryAfter: 1 });
    this.role = role;
  }
}

/**
 * The first statement of whatever is written in somebody's right: it fails, and the batch with it, once the right has
 * ended. A demotion may overtake a slow request. None for those who have no right that could end.
 */
export function stillMay(db: Db, author: Author) {
  if (!isMortal(author)) return [];
  return [holding(db, author, kindOf(author))];
}

/** What of an author is looked for. */
type Held = Pick<Member, "id"> & Partial<Pick<Member, "session" | "school" | "role">>;

interface Kind {
  right: "role" | "session";
  hasSession: boolean;
}

function kindOf({ right, session }: Member | Holder): Kind {
  return { right, hasSession: session !== undefined };
}

const holding = prepared((db, author: Places<Held>, kind: Kind) => {
  // A path is read for each row, never in advance: only a wrong one is an error.
  const path = sql`case when ${holds(author, kind)} then '$' else ${ended} end`;
  return db.select({ still: sql`json_extract('{}', ${path})`.as("still") }).from(sql`(select 1)`);
});

/** Whether a batch failed because its author may no longer. */
export function hasEnded(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (e.message.includes(ended)) return true;
  return false;
}

/**
 * Refuses as the doors would now: `signed_out` without a session or any school, `not_found` without a place in this one,
 * `forbidden` without the ability. Whoever still may, in another role, gets `RoleChanged`.
 */
export async function refuseEnded(env: Env, author: Author): Promise<never> {
  if (!isMortal(author) || author.right === "session") throw new DomainError("signed_out");
  const [seat] = await open(env.DB)
    .select({
      role: memberships.role,
      status: memberships.status,
      isIn: isIn(author, kindOf(author)).mapWith(Boolean).as("is_in"),
    })
    .from(memberships)
    .where(and(eq(memberships.schoolId, author.school), eq(memberships.userId, author.id)));
  if (!seat?.isIn) throw new DomainError("signed_out");
  if (seat.status !== "active") throw new DomainError("not_found");
  if (!can(seat.role, author.may)) throw new DomainError("forbidden");
  throw new RoleChanged(seat.role);
}

function isMortal(author: Author): author is Member | Holder {
  return typeof author !== "string" && author.right !== "proof";
}

function holds(author: Places<Held>, kind: Kind): SQL {
  if (kind.right === "session") return isIn(author, kind);
  // What was decided was decided for this very role.
  return sql`(${hasSession(author, kind)} and exists (select 1 from ${memberships} where ${memberships.schoolId} = ${author.school}
    and ${memberships.userId} = ${author.id} and ${memberships.role} = ${author.role} and ${memberships.status} = 'active'))`;
}

/** Signed in, with a place anywhere. */
function isIn(author: Held | Places<Held>, kind: Kind): SQL {
  return sql`(${hasSession(author, kind)} and exists (select 1 from memberships any_seat
    where any_seat.user_id = ${author.id} and any_seat.status = 'active'))`;
}

function hasSession({ id, session }: Held | Places<Held>, { hasSession }: Kind): SQL {
  if (!hasSession) return sql`true`;
  return sql`exists (select 1 from ${sessions} where ${sessions.id} = ${session} and ${sessions.userId} = ${id})`;
}
