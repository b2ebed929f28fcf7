import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, field, insertEach, insertFrom, lookedUp } from "#db/rows";
import { pupilGroups, pupils } from "#db/schema";
import type { Source } from "#domain/groups";
import type { KindOf } from "#domain/nouns";
import type { Pupil } from "#domain/pupils";
import type { Act } from "../act.ts";
import type { Many } from "../events/commit-many.ts";
import { expectRollOver } from "../years/expect.ts";
import { eraseAt } from "./keeping.ts";

/** A pupil as one is to be, with the groups to be joined and left on the way. */
export interface PupilWrite {
  pupil: Pupil;
  join: readonly { groupId: string; source: Source }[];
  leave: readonly string[];
}

/** The most pupils in one `Many`: they are one parameter, of at most 2 MB. */
export const portionOfPupils = 500;

/**
 * Enters many new pupils, so many statements however many there are, each told as `pupil.added`: a part of a command
 * (`carryOut`'s `many`). Whose UPN or MIS id the school has already by then stays out, untold.
 */
export function addingPupils(act: Act, writes: readonly PupilWrite[]): Many {
  const db = open(act.env.DB);
  const all = writes.map(({ pupil }) => pupil);
  const isTaken = sql`exists (select 1 from ${pupils} s where s.school_id = ${act.school} and s.upn = ${field("upn")})
    or exists (select 1 from ${pupils} s where s.school_id = ${act.school} and s.sourced_id = ${field("sourcedId")})`;
  return {
    kind: "pupil.added",
    from: sql`from ${each(all)} where not (${isTaken})`,
    id: field("id"),
    order: sql`j.key`,
    change: (isTold) => [
      insertEach(db, pupils, all, isTold(field("id")), {
        eraseAt: eraseAt(act.school, field("deactivatedAt")),
      }),
      joining(act, writes, isTold),
      expectRollOver(act),
    ],
  };
}

/**
 * Writes many pupils who are there already, each as one kind of event; whose version is no longer the one before stays as
 * somebody else has made it, untold.
 */
export function changingPupils(
  act: Act,
  kind: Exclude<KindOf<"pupil">, "pupil.added">,
  writes: readonly PupilWrite[],
): Many {
  const db = open(act.env.DB);
  const all = writes.map(({ pupil }) => pupil);
  const leaves = writes.flatMap(({ pupil, leave }) => leave.map((group) => [group, pupil.id]));
  return {
    kind,
    from: sql`from ${each(all)} ${lookedUp(pupils)} s on s.id = ${field("id")} and s.school_id = ${act.school}
      and s.version = ${field("version")} - 1`,
    id: field("id"),
    order: sql`j.key`,
    change: (isTold) => [
      // UPNs are free for one another first: SQLite looks at each row as it is written.
      db
        .update(pupils)
        .set({ upn: null })
        .from(each(all))
        .where(
          and(
            sql`${pupils.id} = ${field("id")} and ${pupils.upn} is not ${field("upn")}`,
            eq(pupils.schoolId, act.school),
            isTold(field("id")),
          ),
        ),
      db
        .update(pupils)
        .set({ ...values, eraseAt: eraseAt(act.school, field("deactivatedAt")) })
        .from(each(all))
        .where(
          and(
            sql`${pupils.id} = ${field("id")}`,
            eq(pupils.schoolId, act.school),
            isTold(field("id")),
          ),
        ),
      db
        .delete(pupilGroups)
        .where(
          and(
            sql`(${pupilGroups.groupId}, ${pupilGroups.pupilId}) in (select j.value ->> 0, j.value ->> 1 from ${each(leaves)})`,
            isTold(sql`${pupilGroups.pupilId}`),
          ),
        ),
      joining(act, writes, isTold),
    ],
  };
}

const written = [
  "givenName",
  "familyName",
  "upn",
  "yearGroup",
  "status",
  "source",
  "sourcedId",
  "handEdited",
  "deactivatedAt",
  "erasedAt",
  "rollId",
  "rolledFrom",
  "version",
] as const;

/** What is written of a pupil, from its row of the list. */
const values = Object.fromEntries(written.map((key) => [key, field(key)]));

function joining(act: Act, writes: readonly PupilWrite[], isTold: Parameters<Many["change"]>[0]) {
  const joins = writes.flatMap(({ pupil, join }) =>
    join.map(({ groupId, source }) => ({ pupilId: pupil.id, groupId, source })),
  );
  const isNew = sql`not exists (select 1 from ${pupilGroups} p where p.group_id = ${field("groupId")}
    and p.pupil_id = ${field("pupilId")})`;
  return insertFrom(
    open(act.env.DB),
    pupilGroups,
    { groupId: field("groupId"), pupilId: field("pupilId"), source: field("source") },
    sql`from ${each(joins)} where ${isNew} and ${isTold(field("pupilId"))}`,
  );
}
