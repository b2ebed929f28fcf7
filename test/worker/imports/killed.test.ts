import { expect, it } from "vitest";
import { DifferenceKind } from "#domain/imports";
import type { PublicUser } from "#domain/users";
import type { PersonAct } from "#worker/act";
import { type Env, settings } from "#worker/env";
import { beginImport } from "#worker/imports/applying/begin";
import { goOn } from "#worker/imports/applying/go-on";
import { ageImports } from "../../aging.ts";
import { acceptAll, differencesOf, importOf, misFile, proposed } from "../../files/mis-files.ts";
import { historyIsWhole } from "../../history.ts";
import { asked } from "../../interleaved.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";

const before = [
  { id: "s1", name: "Kim Ward" },
  { id: "s2", name: "Lou Reed" },
  { id: "p5", name: "Cy Dunn", role: "student", grade: "07" },
  { id: "p6", name: "Di Eke", role: "student", grade: "07" },
  ...Array.from({ length: 12 }, (_, i) => ({ id: `r${i}`, name: `Rest Staff${i}x` })),
  ...Array.from({ length: 12 }, (_, i) => ({
    id: `q${i}`,
    name: `Rest Pupil${i}x`,
    role: "student",
  })),
];
/** Who leaves by one import, and is back by the next. */
const back = [
  { id: "s6", name: "Nell Voss" },
  { id: "p7", name: "Eve Finch", role: "student", grade: "07" },
];
/** Each time another address: a mailbox has a budget, whichever schools write to it. Joy is there twice, and Lena not known yet. */
const after = (mark: string, lena: string) => [
  { id: "s1", name: "Kim Warden" },
  { id: "s3", name: "Joy Okafor", email: `j.${mark}@oakfield.example` },
  { id: "s5", name: "Joy Okafor", email: `j.${mark}@oakfield.example` },
  { id: "s9", name: "Lena Brand", email: lena },
  { id: "s4", name: "Lou Newman" },
  { id: "p1", name: "Ada Byron", role: "student", grade: "07" },
  { id: "p5", name: "Cy Dunne", role: "student", grade: "08" },
  ...before.slice(4),
];

/** A school with an import of every kind, accepted and begun, of which nothing is applied yet. */
async function begun(): Promise<{ people: Cast; id: string }> {
  const people = await cast();
  const { priya } = people;
  const at = {
    g1: { name: "7A", members: ["s2", "p5"] },
    g3: { name: "7C", members: ["p6"] },
    g4: { name: "7D", members: [] },
    g5: { name: "7E", members: [] },
  };
  for (const people of [[...before, ...back], before]) {
    const { id } = await proposed(priya, misFile(people, at));
    await acceptAll(priya, id);
    await beginImport(actOf(priya), id);
    await goOn(bindings, waiting, priya.school);
    await ageImports(priya);
  }
  const classes = {
    g1: { name: "7C", members: ["s1", "p1", "s9", "p7"] },
    g2: { name: "7B", members: ["s4", "s3", "s6"] },
    // They swap their names, and 7C has gone.
    g4: { name: "7E", members: ["p5"] },
    g5: { name: "7D", members: [] },
  };
  const { users } = (await (await priya.get("/snapshot")).json()) as { users: PublicUser[] };
  const { email } = users.find(({ id }) => id === people.lena.id) as PublicUser;
  const everybody = [...after(priya.school, email ?? ""), ...back];
  const { id } = await proposed(priya, misFile(everybody, classes));
  await acceptAll(priya, id);
  await beginImport(actOf(priya), id);
  return { people, id };
}

function actOf(by: Somebody): PersonAct {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  const { school, id } = by;
  const actor = { right: "role", school, id, role: "owner", may: "manageImports" } as const;
  return { env: bindings, settings: found, now: Date.now(), ...waiting, school, actor };
}

/** Nobody is told and no mail leaves: all that is about is what is written. */
const waiting = { waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) };

/** All of a school, without what differs between any two. */
async function stateOf(by: Somebody): Promise<unknown> {
  type Rows = Record<string, unknown>[];
  const { users, groups, invites, imports } = (await (await by.get("/snapshot")).json()) as Record<
    string,
    Rows
  >;
  const { items: pupils } = (await (await by.get("/pupils")).json()) as { items: Rows };
  const names = new Map((groups ?? []).map(({ id, name }) => [id, name]));
  const groupsOf = (ids: unknown) => (ids as string[]).map((id) => names.get(id)).sort();
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  return {
    users: sorted(
      (users ?? [])
        .filter(({ email }) => email === null)
        .map((user) => [
          ...[user.givenName, user.familyName, user.status, user.role],
          groupsOf(user.groupIds),
        ]),
    ),
    pupils: sorted(pupils.map((pupil) => [pupil.familyName, groupsOf(pupil.groupIds)])),
    groups: sorted((groups ?? []).map(({ name, status, staff }) => [name, status, staff])),
    invites: sorted((invites ?? []).map(({ givenName, status }) => [givenName, status])),
    imports: sorted(
      (imports ?? []).map(({ status, counts, done, total }) => [status, counts, done, total]),
    ),
  };
}

/** The Worker dies ahead of the nth word to the database. */
function dyingAt(nth: number): Env {
  let words = 0;
  return asked(async () => {
    if (++words >= nth) throw new Error("killed");
  });
}

/** The same Worker alive, which notes ahead of which words it would die just after it has changed what somebody is at the school. */
function noting(moments: number[]): { env: Env; words: () => number } {
  let words = 0;
  const env = asked(async (...queries) => {
    words += 1;
    if (queries.some((query) => query.startsWith('update "memberships"'))) moments.push(words + 1);
  });
  return { env, words: () => words };
}

it("[S5] killed anywhere while it is applied and gone on with, an import comes to the same", {
  timeout: 300_000,
}, async () => {
  const whole = await begun();
  const moments: number[] = [];
  const { env, words } = noting(moments);
  await goOn(env, waiting, whole.people.oakfield);
  const wanted = await stateOf(whole.people.priya);
  expect(JSON.stringify(wanted)).toContain("applied");
  const done = await differencesOf(whole.people.priya, whole.id);
  expect(new Set(done.map(({ kind }) => kind))).toEqual(new Set(DifferenceKind.options));
  const returned = done.filter(({ before }) => before?.status === "inactive");
  expect(returned.map(({ subject }) => subject.name)).toEqual(["Nell Voss", "Eve Finch"]);
  expect(done.flatMap(({ outcome }) => outcome ?? [])).toEqual([]);
  // Of those who leave and those who are back each is changed by itself.
  expect(moments.length).toBeGreaterThanOrEqual(2);
  // Every word at the beginning of what is written, then fewer.
  for (let nth = 2; nth < words(); nth = Math.ceil(nth * 1.3)) moments.push(nth);
  for (const nth of new Set(moments)) {
    const { people, id } = await begun();
    const { priya, oakfield } = people;
    // Dead each time a little later, then alive.
    await expect(goOn(dyingAt(nth), waiting, oakfield)).rejects.toThrow();
    await goOn(dyingAt(nth + 4), waiting, oakfield).catch(() => {});
    await Promise.all([goOn(bindings, waiting, oakfield), goOn(bindings, waiting, oakfield)]);
    const { status } = await importOf(await priya.get(`/imports/${id}`));
    expect(status, `dead at ${nth}`).toBe("applied");
    expect(await stateOf(priya), `dead at ${nth}`).toEqual(wanted);
    await historyIsWhole(priya);
    const all = await differencesOf(priya, id);
    expect(
      all.filter(({ state, outcome }) => state !== "applied" || outcome !== null),
      `dead at ${nth}`,
    ).toEqual([]);
  }
});
