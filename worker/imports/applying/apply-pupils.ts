import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, type Reading, reading, together } from "#db/reading";
import { pupils } from "#db/schema";
import { newPupil, type Pupil, withPupilStatus } from "#domain/pupils";
import { jsonOf } from "../../groups/sides.ts";
import { addingPupils, changingPupils, type PupilWrite } from "../../pupils/many.ts";
import { isAnswered, keysIn, knownGroups, linkedRows, unanswered } from "./known.ts";
import { sayingMembers } from "./links.ts";
import { type Accepted, type Ended, endTurn, inTurn, type Turn } from "./turn.ts";

const taken = "Another pupil of your school has this UPN.";

/** New pupils with the groups they are in. */
export async function addPupils(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school, now } = act;
  const db = open(env.DB);
  const tasks = portion.flatMap(({ id, task }) => (task.do === "add" ? [{ id, task }] : []));
  const { known, joined, upns } = await ask(
    db,
    together({
      known: linkedRows(act, "pupil", keysIn(portion)),
      joined: knownGroups(act, [...new Set(tasks.flatMap(({ task }) => task.groups ?? []))]),
      upns: takenUpns(
        turn,
        tasks.flatMap(({ task }) => task.row.upn ?? []),
      ),
    }),
  );
  const writes: PupilWrite[] = [];
  const members: Record<string, string[]> = {};
  const ended = tasks.map(({ id, task }): Ended => {
    const { sourcedId, said, row, groups = [] } = task;
    if (known.has(sourcedId)) return { id };
    if (row.upn && upns.has(row.upn)) return { id, outcome: taken };
    if (row.upn) upns.add(row.upn);
    const pupil = pupilOf(row, school, now, said.isOfList === true ? null : sourcedId);
    const join = groups.flatMap((key) => {
      const groupId = joined.get(key);
      if (!groupId) return [];
      members[key] = [...(members[key] ?? []), sourcedId];
      return [{ groupId, source: "mis" as const }];
    });
    writes.push({ pupil, join, leave: [] });
    const link = { noun: "pupil", sourcedId, rowId: pupil.id, said } as const;
    return { id, rows: [pupil.id], link };
  });
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, addingPupils(act, writes))] : [],
    writes: (isMine) =>
      writes.length > 0 ? [sayingMembers(db, school, "pupils", members, isMine)] : [],
  });
}

/** Pupils whom the MIS has changed, and those who are back or have left. */
export async function changePupils(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { known, rows } = await ask(
    open(act.env.DB),
    together({
      known: linkedRows(act, "pupil", keysIn(portion)),
      rows: pupilsOf(
        turn,
        portion.flatMap(({ subject }) => subject.id ?? []),
      ),
    }),
  );
  const next = new Map<string, Pupil>();
  const ended = portion.map((one): Ended => {
    const { id, subject, task } = one;
    const seen = rows.get(subject.id ?? "");
    if (!seen) return { id };
    if (!isAnswered(one, known)) return { id, outcome: unanswered };
    const isBack = task.do === "return";
    const moved =
      task.do === "change"
        ? changedBy(seen, task.change)
        : withPupilStatus(seen, isBack ? "active" : "inactive", act.now);
    if (moved) next.set(seen.id, moved);
    const written = { id, rows: moved ? [seen.id] : [] };
    if (task.do !== "change")
      return { ...written, left: { noun: "pupil", rowId: seen.id, hasLeft: !isBack } };
    const { sourcedId, said } = task;
    return { ...written, link: { noun: "pupil", sourcedId, rowId: seen.id, said } };
  });
  const kind = kindOf(portion[0]);
  const writes = [...next.values()].map((pupil) => ({ pupil, join: [], leave: [] }));
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, changingPupils(act, kind, writes))] : [],
  });
}

function changedBy(seen: Pupil, change: Record<string, string | null>): Pupil | null {
  if (Object.keys(change).length === 0) return null;
  return { ...seen, ...change, version: seen.version + 1 } as Pupil;
}

/** The school's pupils with these ids. */
export function pupilsOf(
  { act: { env, school } }: Turn,
  ids: readonly string[],
): Reading<Map<string, Pupil>> {
  const rows = open(env.DB)
    .select()
    .from(pupils)
    .where(sql`${pupils.id} in ${jsonOf(ids)} and +${pupils.schoolId} = ${school}`);
  return reading(rows, (found) => new Map(found.map((row) => [row.id, row])));
}

function kindOf(first: Accepted | undefined) {
  if (first?.task.do === "leave") return "pupil.deactivated" as const;
  return first?.task.do === "return" ? ("pupil.reactivated" as const) : ("pupil.changed" as const);
}

function pupilOf(
  row: Record<string, string | null>,
  schoolId: string,
  now: number,
  sourcedId: string | null,
): Pupil {
  const { givenName, familyName, upn, yearGroup } = row;
  const details = { givenName: givenName ?? "", familyName: familyName ?? "", upn: upn ?? null };
  const made = newPupil(
    { ...details, yearGroup: yearGroup ?? "" },
    { id: crypto.randomUUID(), schoolId },
    now,
  );
  return { ...made, yearGroup: yearGroup ?? null, source: "mis", sourcedId };
}

function takenUpns({ act: { env, school } }: Turn, upns: readonly string[]) {
  const rows = open(env.DB)
    .select({ upn: pupils.upn })
    .from(pupils)
    .where(
      sql`${pupils.schoolId} = ${school} and ${pupils.upn} in ${jsonOf(upns)} and ${pupils.upn} is not null`,
    );
  return reading(rows, (found) => new Set(found.flatMap(({ upn }) => upn ?? [])));
}
