import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { open } from "#db/client";
import { pupils, schools } from "#db/schema";
import { newPupil, type Pupil, withPupilStatus } from "#domain/pupils";
import type { Act } from "#worker/act";
import { settings } from "#worker/env";
import { commit } from "#worker/events/commit";
import type { Many } from "#worker/events/commit-many";
import { addingPupils, changingPupils, type PupilWrite } from "#worker/pupils/many";
import { makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { bindings, type Cast, cast } from "../../people.ts";
import { makePupil, newUpn } from "../../pupils.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const db = open(bindings.DB);

function actAt(school: string): Act {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return {
    env: bindings,
    settings: found,
    now: Date.now(),
    school,
    actor: "clock",
    waitUntil() {},
  };
}

function brought(schoolId: string, but: Partial<Pupil> = {}): Pupil {
  const ids = { id: crypto.randomUUID(), schoolId };
  const details = { givenName: "Bo", familyName: "Many", yearGroup: "Year 7" };
  const sourcedId = crypto.randomUUID();
  return { ...newPupil(details, ids, Date.now()), source: "mis", sourcedId, ...but };
}

const alone = (pupil: Pupil): PupilWrite => ({ pupil, join: [], leave: [] });

/** Commits them with a step of their own command, as a roster does. */
async function done(school: string, ...many: Many[]): Promise<void> {
  const act = actAt(school);
  const fact = { kind: "school.changed", subjectId: school } as const;
  const touched = db.update(schools).set({ version: 2 }).where(eq(schools.id, school));
  await commit(act, { many, steps: [{ change: [touched], fact }] });
}

it("[S6] brings many pupils in one batch, each told, with their groups; a UPN or id that is there already stays out", async () => {
  const { priya, oakfield, ngozi } = people;
  const group = await makeGroup(priya);
  const upn = newUpn();
  await makePupil(priya, { upn });
  // The same of another school's is nobody's business.
  const theirs = newUpn();
  await makePupil(ngozi, { upn: theirs });
  const join = [{ groupId: group.id, source: "mis" as const }];
  const many = Array.from({ length: 300 }, () => ({ ...alone(brought(oakfield)), join }));
  const odd = [alone(brought(oakfield, { upn })), alone(brought(oakfield, { upn: theirs }))];
  const act = actAt(oakfield);
  await done(oakfield, addingPupils(act, [...many, ...odd]));
  await done(
    oakfield,
    addingPupils(
      act,
      many.slice(0, 10).map(({ pupil, join }) => ({
        pupil: { ...pupil, id: crypto.randomUUID() },
        join,
        leave: [],
      })),
    ),
  );
  const rows = await db.select().from(pupils).where(eq(pupils.familyName, "Many"));
  expect(rows).toHaveLength(301);
  const first = rows.find(({ id }) => id === many[0]?.pupil.id);
  expect(first).toEqual(many[0]?.pupil);
  const { items } = (await (await priya.get("/groups?limit=200")).json()) as {
    items: { id: string; pupils: number }[];
  };
  expect(items.find(({ id }) => id === group.id)?.pupils).toBe(300);
  await historyIsWhole(priya);
});

it("[S6] changes many in one batch; whom somebody has changed meanwhile stays theirs", async () => {
  const { priya, oakfield } = people;
  const [from, to] = [await makeGroup(priya), await makeGroup(priya)];
  const act = actAt(oakfield);
  const join = [{ groupId: from.id, source: "mis" as const }];
  const before = Array.from({ length: 20 }, () => ({ ...alone(brought(oakfield)), join }));
  await done(oakfield, addingPupils(act, before));
  const touched = before[0]?.pupil as Pupil;
  await priya.call("PATCH", `/pupils/${touched.id}`, { yearGroup: "9" }, { "If-Match": '"1"' });
  const next = before.map(({ pupil }) => ({
    pupil: { ...pupil, yearGroup: "Year 8", handEdited: [], version: 2 },
    join: [{ groupId: to.id, source: "mis" as const }],
    leave: [from.id],
  }));
  await done(oakfield, changingPupils(act, "pupil.changed", next));
  const seen = await priya.get(`/pupils/${touched.id}`);
  expect(await seen.json()).toMatchObject({ pupil: { yearGroup: "Year 9", groupIds: [from.id] } });
  const other = await priya.get(`/pupils/${before[1]?.pupil.id}`);
  expect(await other.json()).toMatchObject({
    pupil: { yearGroup: "Year 8", groupIds: [to.id], handEdited: [], version: 2 },
  });
  const left = next
    .slice(1)
    .map(({ pupil }) => alone(withPupilStatus(pupil, "inactive", Date.now()) as Pupil));
  await done(oakfield, changingPupils(act, "pupil.deactivated", left));
  const gone = (await (await priya.get("/pupils?status=inactive&limit=200")).json()) as {
    items: { id: string }[];
  };
  expect(gone.items).toHaveLength(19);
  await historyIsWhole(priya);
});
