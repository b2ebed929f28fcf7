import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { type Places, prepared } from "#db/prepared";
import { ask, type Reading, reading } from "#db/reading";
import { invites } from "#db/schema";
import { type InviteStatus, type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import type { Env } from "../../env.ts";
import { type Cursor, page } from "../../http/paging.ts";
import { type Seated, seatedIn } from "../../http/prefetch.ts";
import { type NamedInvite, withInvitee, withInviter } from "../rows.ts";
import { type Sought, seekingInvite } from "./seeking.ts";

/** One invite of the school with who sent it, by whichever id the school knows it; or null. */
export async function findInvite(env: Env, school: string, id: string) {
  const db = open(env.DB);
  return ask(db, inviteOf(db, school, id));
}

/** The same as part of a batch. */
export function inviteOf(db: Db, school: string | SQL, id: string) {
  // Found by their ids: going by the school would look at all its invites.
  const ids = sql`(select ${id} union all select known.id from invites known where known.school_id = ${school} and known.alias = ${id})`;
  const found = withInviter(db).where(
    and(sql`${invites.id} in ${ids}`, sql`+${invites.schoolId} = ${school}`),
  );
  return reading(found, ([row]) =>
    row ? { invite: row.invite, invitedBy: person(row.inviter) } : null,
  );
}

/** The school's invites, newest first. */
export async function listInvites(
  env: Env,
  school: string,
  status: InviteStatus | null,
  limit: number,
  after: Cursor | null,
) {
  const db = open(env.DB);
  return ask(db, invitesOf(db, { school }, { status, limit, cursor: after }));
}

/** What of the list is wanted. */
interface Wanted {
  status?: InviteStatus | null;
  /** Made before this, epoch milliseconds. */
  before?: number;
  /** What somebody chooses by or looks for: of these, a page may hold fewer than there are, and another one still come. */
  sought?: Sought;
  limit: number;
  cursor?: Cursor | null;
}

/** Rows that one call looks through at most, for those that are sought. */
export const lookedThrough = 1_000;

/** The same as part of a batch. */
export function invitesOf(
  db: Db,
  by: Pick<Seated, "school"> | Seated,
  { status = null, before, sought, limit, cursor }: Wanted,
): Reading<{ items: PublicInvite[]; next: string | null }> {
  const isSought = sought && seekingInvite(sought);
  const most = isSought ? lookedThrough : limit;
  const [createdAt, id] = cursor ?? [];
  // Of two upper bounds SQLite goes by the first, and would read again all that lies between them.
  const isBefore = before !== undefined && !(createdAt !== undefined && createdAt < before);
  const values = { session: "", now: 0, roles: "", ...by, status, before, createdAt, id };
  const rows = newestFirst(
    db,
    { ...values, most: most + 1 },
    {
      isSought: Boolean(isSought),
      isSeated: "session" in by,
      isOfStatus: status !== null,
      isBefore,
      isAfter: cursor !== null && cursor !== undefined,
    },
  );
  return reading(rows, (read) => {
    const all = page(read, most, cursorOf);
    if (!isSought) return { ...all, items: all.items.map(shown) };
    const found = page(all.items.filter(isSought), limit, cursorOf);
    return { items: found.items.map(shown), next: found.next ?? all.next };
  });
}

interface Values extends Seated {
  status: InviteStatus | null;
  before: number | undefined;
  createdAt: number | undefined;
  id: string | undefined;
  most: number;
}

type Shape = Record<"isSought" | "isSeated" | "isOfStatus" | "isBefore" | "isAfter", boolean>;

const newestFirst = prepared((db, values: Places<Values>, shape: Shape) => {
  const { school, status, before, createdAt, id, most } = values;
  return (shape.isSought ? withInvitee(db) : withInviter(db))
    .where(
      and(
        eq(invites.schoolId, shape.isSeated ? seatedIn(values) : school),
        shape.isOfStatus ? eq(invites.status, status) : undefined,
        shape.isBefore ? lt(invites.createdAt, before) : undefined,
        shape.isAfter
          ? sql`(${invites.createdAt}, ${invites.id}) < (${createdAt}, ${id})`
          : undefined,
      ),
    )
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(most);
});

function cursorOf({ invite }: NamedInvite): Cursor {
  return [invite.createdAt, invite.id];
}

function shown({ invite, inviter }: NamedInvite): PublicInvite {
  return published(invite, person(inviter));
}
