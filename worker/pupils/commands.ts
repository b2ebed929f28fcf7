import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere, withoutId } from "#db/rows";
import { pupilGroups, pupils } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import { changesOfLinks, type Links, type Relinking, relink } from "#domain/groups/members";
import type { KindOf } from "#domain/nouns";
import {
  changePupil,
  type NewPupil,
  newPupil,
  type Pupil,
  type PupilChange,
  type PupilStatus,
  withPupilStatus,
} from "#domain/pupils";
import type { Act, PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { brokenUnique } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { expectRollOver } from "../years/expect.ts";
import { differenceOf } from "./difference.ts";
import { eraseAt } from "./keeping.ts";
import { refuseStrangeGroups, relinkingPupil } from "./links.ts";
import { findPupil } from "./list.ts";
import { type Row, shownPupil } from "./rows.ts";

/** Enters a pupil; gives the id. Refuses with `upn_taken`, and with `invalid` a group that is not the school's. */
export function addPupil(by: PersonAct, details: NewPupil): Promise<string> {
  return settle(by, async (act) => {
    const { env, school, now } = act;
    const { groupIds = [] } = details;
    await refuseStrangeGroups(act, groupIds);
    const pupil = newPupil(details, { id: crypto.randomUUID(), schoolId: school }, now);
    const links = relink({}, { add: groupIds, remove: [] }) ?? { gone: {}, come: {} };
    const change = [
      insertWhere(open(env.DB), pupils, pupil, sql`true`),
      ...relinkingPupil(act, pupil.id, links),
    ];
    const after = [expectRollOver(act)];
    const fact = { kind: "pupil.added", subjectId: pupil.id } as const;
    const done = { steps: [{ change, fact }], after, subjectId: pupil.id };
    const made = await carryOut(act, done).catch(refuseTaken);
    return made && pupil.id;
  });
}

/** Puts a pupil right [S6]; `version` is the one that was seen. Refuses with `changed`, `not_found`, `upn_taken` or `invalid`. */
export function editPupil(
  act: PersonAct,
  id: string,
  change: PupilChange,
  version: number,
): Promise<void> {
  return actOnPupil(act, id, async (seen) => {
    if (seen.pupil.version !== version)
      throw new DomainError("changed", { current: shownPupil(seen) });
    const { links, wanted } = await regrouping(act, seen, change.groupIds);
    if (links) await refuseStrangeGroups(act, wanted);
    return { next: changePupil(seen.pupil, change, links !== null), links, kind: "pupil.changed" };
  });
}

/** A pupil leaves or comes back. Refuses with `not_found`. */
export function setPupilStatus(act: PersonAct, id: string, status: PupilStatus): Promise<void> {
  const kind = status === "active" ? "pupil.reactivated" : "pupil.deactivated";
  return actOnPupil(act, id, async ({ pupil }, now) => ({
    next: withPupilStatus(pupil, status, now),
    links: null,
    kind,
  }));
}

interface Decision {
  next: Pupil | null;
  links: Relinking | null;
  kind: KindOf<"pupil">;
}

async function actOnPupil(
  by: PersonAct,
  id: string,
  decide: (seen: Row, now: number) => Promise<Decision>,
): Promise<void> {
  await settle(by, async (act) => {
    const { env, school, now } = act;
    const seen = await findPupil(env, school, id);
    if (!seen) throw new DomainError("not_found");
    const { next, links, kind } = await decide(seen, now);
    if (!next) return seen;
    const isSame = and(
      eq(pupils.schoolId, school),
      eq(pupils.id, id),
      eq(pupils.version, seen.pupil.version),
    );
    const change = [
      open(env.DB)
        .update(pupils)
        .set({ ...withoutId(next), eraseAt: eraseAt(school, sql`${next.deactivatedAt}`) })
        .where(isSame),
      ...(links ? relinkingPupil(act, id, links) : []),
    ];
    const changes: Changes = {
      ...differenceOf(seen.pupil, next),
      ...(links && changesOfLinks("groups", links)),
    };
    const fact = { kind, subjectId: id, changes };
    return carryOut(act, { steps: [{ change, fact }], subjectId: id }).catch(refuseTaken);
  });
}

/** What becomes of a pupil's groups when these are to be all. */
async function regrouping(
  { env }: Act,
  { pupil, groupIds }: Row,
  wanted: readonly string[] | undefined,
): Promise<{ links: Relinking | null; wanted: string[] }> {
  if (!wanted) return { links: null, wanted: [] };
  const { groupId, source } = pupilGroups;
  const rows = await open(env.DB)
    .select({ groupId, source })
    .from(pupilGroups)
    .where(eq(pupilGroups.pupilId, pupil.id));
  const present: Links = Object.fromEntries(rows.map((row) => [row.groupId, row.source]));
  const remove = groupIds.filter((id) => !wanted.includes(id));
  const add = wanted.filter((id) => !groupIds.includes(id));
  return { links: relink(present, { add, remove }), wanted: add };
}

function refuseTaken(error: unknown): never {
  if (brokenUnique(error) !== "pupils.school_id") throw error;
  throw new DomainError("upn_taken", {
    fields: { upn: "Another pupil of your school has this UPN." },
  });
}
