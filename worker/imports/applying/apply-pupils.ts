import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, type Reading, reading, together } from "#db/reading";
import { pupils } from "#db/schema";
import { newPupil, type Pupil, withPupilStatus } from "#domain/pupils";
import { jsonOf } from "../../groups/sides.ts";
import { addingPupils, changingPupils, type PupilWrite } from "../../pupils/many.ts";
import { isAnswered, keysIn, knownGroups, linkedRows, unanswered } from "./known.ts";
import { sayingMembers } from "./links.ts";
import { stillToChange, withoutTaken } from "./still.ts";
import { type Accepted, type Ended, endTurn, inTurn, type Turn } from "./turn.ts";

const taken = "Another pupil of your school has this UPN.";

/** New pupils with the groups they are in. */
export async function addPupils(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school, now } = act;
  const db = open(env.DB);
  const tasks = portion.flatMap(({ id, task }) => (task.do === "add" ? [{ id, task }] : []));
  const { known, joined, upns, sourced } = await ask(
    db,
    together({
      known: linkedRows(act, "pupil", keysIn(portion)),
      joined: knownGroups(act, [...new Set(tasks.flatMap(({ task }) => task.groups ?? []))]),
      upns: taking(
        turn,
        pupils.upn,
        tasks.flatMap(({ task }) => task.row.upn ?? []),
      ),
      // Of pupils who have another id by now.
      sourced: taking(turn, pupils.sourcedId, keysIn(portion)),
    }),
  );
  const writes: PupilWrite[] = [];
  const members: Record<string, string[]> = {};
  const ended = tasks.map(({ id, task }): Ended => {
    const { sourcedId, said, row, groups = [] } = task;
    if (known.has(sourcedId)) return { id };
    if (row.upn && upns.has(row.upn)) return { id, outcome: taken };
    if (row.upn) upns.add(row.upn);
    const pupil = pupilOf(
      row,
      school,
      now,
      said.isOfList || sourced.has(sourcedId) ? null : sourcedId,
    );
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
  const { known, rows, upns } = await ask(
    open(act.env.DB),
    together({
      known: linkedRows(act, "pupil", keysIn(portion)),
      rows: pupilsOf(
        turn,
        portion.flatMap(({ subject }) => subject.id ?? []),
      ),
      upns: taking(
        turn,
        pupils.upn,
        portion.flatMap(({ task }) => (task.do === "change" ? (task.change.upn ?? []) : [])),
      ),
    }),
  );
  const wanted = portion.map((one) => {
    const seen = rows.get(one.subject.id ?? "");
    const isKnown = seen !== undefined && isAnswered(one, known);
    const { change, outcome } = stillToChange(one, seen ?? {});
    return {
      ...one,
      seen,
      isKnown,
      kept: outcome,
      next: isKnown ? nextOf(one, seen, change, act.now) : null,
    };
  });
  const moves = wanted.flatMap(({ seen, next }) => (seen && next ? [{ seen, next }] : []));
  const left = withoutTaken(moves, upns, ({ upn }) => upn);
  const ended = wanted.map(({ id, task, seen, isKnown, kept, next }): Ended => {
    if (!seen) return { id };
    if (!isKnown) return { id, ...unanswered };
    if (next && !left.has(next)) return { id, outcome: taken };
    const written = { id, outcome: kept, rows: next ? [seen.id] : [] };
    if (task.do !== "change")
      return { ...written, left: { noun: "pupil", rowId: seen.id, hasLeft: task.do === "leave" } };
    const { sourcedId, said } = task;
    return { ...written, link: { noun: "pupil", sourcedId, rowId: seen.id, said } };
  });
  const kind = kindOf(portion[0]);
  const writes = [...left].map((pupil) => ({ pupil, join: [], leave: [] }));
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, changingPupils(act, kind, writes))] : [],
  });
}

function nextOf(
  { task }: Accepted,
  seen: Pupil,
  change: Record<string, string | null>,
  now: number,
): Pupil | null {
  if (task.do !== "change")
    return withPupilStatus(seen, task.do === "return" ? "active" : "inactive", now);
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

/** Which of such marks pupils of the school have. */
function taking(
  { act: { env, school } }: Turn,
  column: typeof pupils.upn | typeof pupils.sourcedId,
  marks: readonly string[],
): Reading<Set<string>> {
  const rows = open(env.DB)
    .select({ mark: column })
    .from(pupils)
    .where(
      sql`${pupils.schoolId} = ${school} and ${column} in ${jsonOf(marks)} and ${column} is not null`,
    );
  return reading(rows, (found) => new Set(found.flatMap(({ mark }) => mark ?? [])));
}
