import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { each, field, insertFrom, lookedUp } from "#db/rows";
import { invites, type LinkedNoun, misLinks, pupils } from "#db/schema";
import type { Pair } from "#domain/imports/difference";
import type { Said } from "#domain/imports/standing";

/** That an id of the MIS stands for a row, and what the MIS says of it. */
export interface NewLink {
  noun: LinkedNoun;
  sourcedId: string;
  rowId: string;
  said: Said;
}

// Not json_patch: by it a blank that the MIS has said would be forgotten.
const merged = sql`(select json_group_object(k.key, json(coalesce(excluded.said -> k.key, mis_links.said -> k.key)))
  from (select key from json_each(mis_links.said) union select key from json_each(excluded.said)) k)`;

const onConflict = sql`on conflict (school_id, noun, sourced_id)
  do update set row_id = excluded.row_id, said = iif(mis_links.row_id = excluded.row_id, ${merged}, excluded.said)`;

/** Writes what ids stand for; what was said before of other fields of the same row is kept. `condition` may be about the rows of `j`. */
export function linking(db: Db, schoolId: string, links: readonly NewLink[], condition: SQL) {
  return insertFrom(
    db,
    misLinks,
    {
      schoolId,
      noun: sql`${field("noun")}`,
      sourcedId: sql`${field("sourcedId")}`,
      rowId: sql`${field("rowId")}`,
      said: sql`${field("said")}`,
    },
    sql`from ${each(links)} where ${condition} ${onConflict}`,
  );
}

/** Ids come to stand for rows that had others, and what was said passes on to them; the others go. */
export function relinking(
  db: Db,
  schoolId: string,
  noun: LinkedNoun,
  pairs: readonly Pair[],
  condition: SQL,
) {
  const [sourcedId, rowId] = [sql`(j.value ->> 0)`, sql`(j.value ->> 1)`];
  const before = sql`(select o.said from ${misLinks} o where o.school_id = ${schoolId} and o.noun = ${noun}
    and o.row_id = ${rowId} limit 1)`;
  return [
    insertFrom(
      db,
      misLinks,
      {
        schoolId,
        noun,
        sourcedId,
        rowId,
        said: sql`coalesce(json_remove(${before}, '$.isOfList'), '{}')`,
      },
      sql`from ${each(pairs)} where ${condition} ${onConflict}`,
    ),
    db
      .delete(misLinks)
      .where(
        and(
          eq(misLinks.schoolId, schoolId),
          eq(misLinks.noun, noun),
          sql`${misLinks.rowId} in (select ${rowId} from ${each(pairs)})`,
          sql`${misLinks.sourcedId} not in (select ${sourcedId} from ${each(pairs)})`,
          condition,
        ),
      ),
    ...(noun === "pupil" ? renumbering(db, schoolId, pairs, condition) : []),
  ];
}

/** Pupils show the MIS's own ids that stand for them; what a list's reader makes of a row is none, and has a colon. */
function renumbering(db: Db, schoolId: string, pairs: readonly Pair[], condition: SQL) {
  const proper = pairs.filter(([sourcedId]) => !sourcedId.includes(":"));
  if (proper.length === 0) return [];
  const nobodys = (isOne: SQL) =>
    db
      .update(pupils)
      .set({ sourcedId: null })
      .where(and(eq(pupils.schoolId, schoolId), isOne, condition));
  return [
    nobodys(sql`${pupils.id} in (select j.value ->> 1 from ${each(proper)})`),
    nobodys(sql`${pupils.sourcedId} in (select j.value ->> 0 from ${each(proper)})`),
    db
      .update(pupils)
      .set({ sourcedId: sql`j.value ->> 0` })
      .from(each(proper))
      .where(and(sql`${pupils.id} = j.value ->> 1`, eq(pupils.schoolId, schoolId), condition)),
  ];
}

/** Ids come to stand for what others stand for. */
export function linkingAlike(
  db: Db,
  schoolId: string,
  noun: LinkedNoun,
  pairs: readonly Pair[],
  condition: SQL,
) {
  const nouns = noun === "user" ? sql`('user', 'invite')` : sql`(${noun})`;
  return insertFrom(
    db,
    misLinks,
    {
      schoolId,
      noun: sql`o.noun`,
      sourcedId: sql`j.value ->> 0`,
      rowId: sql`o.row_id`,
      said: sql`'{}'`,
    },
    sql`from ${each(pairs)} ${lookedUp(misLinks)} o on o.school_id = ${schoolId} and o.noun in ${nouns}
      and o.sourced_id = j.value ->> 1 where ${condition} ${onConflict}`,
  );
}

/** That an import has let somebody go, or has taken them back. */
export interface Left {
  noun: LinkedNoun;
  rowId: string;
  hasLeft: boolean;
}

/** Remembers of some, of whom the same is to be said, that they have left or are back; `condition` is about the rows of `j`. */
export function sayingLeft(db: Db, schoolId: string, left: readonly Left[], condition: SQL) {
  const [{ noun, hasLeft }] = left as [Left];
  return db
    .update(misLinks)
    .set({ said: sql`json_set(${misLinks.said}, '$.left', json(${String(hasLeft)}))` })
    .where(
      and(
        eq(misLinks.schoolId, schoolId),
        eq(misLinks.noun, noun),
        sql`${misLinks.rowId} in (select ${field("rowId")} from ${each(left)} where ${condition})`,
      ),
    );
}

/** The MIS has said of groups that these are in them, too. */
export function sayingMembers(
  db: Db,
  schoolId: string,
  side: "staff" | "pupils",
  members: Record<string, readonly string[]>,
  condition: SQL,
) {
  const path = `$.${side}`;
  // Whoever was not written is not said to be in.
  const isKnown = sql`exists (select 1 from ${misLinks} p where p.school_id = ${schoolId}
    and p.noun = ${side === "staff" ? "user" : "pupil"} and p.sourced_id = value)`;
  const theirs = sql`select value from json_each(o.said, ${path})
    union select value from json_each(j.value ->> 1) where ${isKnown}`;
  const told = sql`json((select json_group_array(value) from (${theirs})))`;
  return insertFrom(
    db,
    misLinks,
    {
      schoolId,
      noun: "group",
      sourcedId: sql`o.sourced_id`,
      rowId: sql`o.row_id`,
      said: sql`json_set(o.said, ${path}, ${told})`,
    },
    sql`from ${each(Object.entries(members))} ${lookedUp(misLinks)} o on o.school_id = ${schoolId} and o.noun = 'group'
      and o.sourced_id = j.value ->> 0 where ${condition}
      on conflict (school_id, noun, sourced_id) do update set said = excluded.said`,
  );
}

/** An invite that was accepted has become an account: what stood for the one stands for the other. */
export function acceptedInvites(db: Db, schoolId: string) {
  const account = sql`(select ${invites.userId} from ${invites} where ${invites.id} = ${misLinks.rowId})`;
  return db
    .update(misLinks)
    .set({ noun: "user", rowId: account })
    .where(
      and(
        eq(misLinks.schoolId, schoolId),
        eq(misLinks.noun, "invite"),
        sql`${account} is not null`,
        // Who it is has been said already, where they came by another invite.
        sql`not exists (select 1 from mis_links u where u.school_id = ${schoolId} and u.noun = 'user'
          and u.sourced_id = ${misLinks.sourcedId})`,
      ),
    );
}
