import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { PublicGroup } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import type { PublicUser } from "#domain/users";
import {
  applied,
  applyAll,
  decideOn,
  differencesOf,
  misFile,
  proposed,
} from "../../files/mis-files.ts";
import { makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { justBefore } from "../../just-before.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";
import { makePupil, newUpn } from "../../pupils.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

afterEach(() => vi.restoreAllMocks());

const kim = { id: "s2", name: "Kim Ward", role: "aide" };
const lou = { id: "s3", name: "Lou Reed", role: "aide" };
const ada = { id: "p1", name: "Ada Byron", role: "student", grade: "07" };

const list = async <T>(by: Somebody, path: string) =>
  ((await (await by.get(path)).json()) as { items: T[] }).items;

/** Changes a row by hand as it stands, whoever else is at it. */
async function edit(by: Somebody, path: string, version: number | undefined, body: object) {
  const answer = await by.call("PATCH", path, body, { "If-Match": `"${version}"` });
  expect(answer.status).toBe(200);
}

/** Applies an import during which somebody has a hand in it: what they were at comes back, and is done when it is accepted once more. */
async function appliedTwice(by: Somebody, id: string, kind: string): Promise<void> {
  await applyAll(by, id);
  const open = await differencesOf(by, id, "&state=open");
  expect(open).toMatchObject([{ kind, outcome: expect.stringContaining("at the same moment") }]);
  await decideOn(by, id, { all: kind });
  expect((await applied(by, id)).counts[kind as "group"]).toMatchObject({ open: 0 });
}

it("[S5] a group that somebody renames while an import changes it stays theirs, and is looked at once more", async () => {
  const { priya, tom } = people;
  const classes = (name: string) => ({ g1: { name, members: [] } });
  await applyAll(priya, (await proposed(priya, misFile([kim], classes("7A")))).id);
  const [group] = await list<PublicGroup>(priya, "/groups");
  const { id } = await proposed(priya, misFile([kim], classes("7 Ash")));
  justBefore('update "groups"', () =>
    edit(tom, `/groups/${group?.id}`, group?.version, { yearGroup: "Year 9" }),
  );
  await appliedTwice(priya, id, "group");
  expect(await list(priya, "/groups")).toMatchObject([{ name: "7 Ash", yearGroup: "Year 9" }]);
  const again = await proposed(priya, misFile([kim], classes("7 Ash")));
  expect(await differencesOf(priya, again.id)).toEqual([]);
  await historyIsWhole(priya);
});

it("[S5] a name that somebody takes at that moment stops nothing but the one group that was to have it", async () => {
  const { priya, tom } = people;
  const classes = (...names: string[]) =>
    Object.fromEntries(names.map((name, i) => [`g${i}`, { name, members: [] }]));
  await applyAll(priya, (await proposed(priya, misFile([kim], classes("7A", "7B", "7C")))).id);
  const { id } = await proposed(priya, misFile([kim], classes("7 Ash", "7 Birch", "7 Cedar")));
  justBefore('update "groups"', () => makeGroup(tom, "7 Birch"));
  await applyAll(priya, id);
  const names = (await list<PublicGroup>(priya, "/groups")).map(({ name }) => name);
  expect(names.sort()).toEqual(["7 Ash", "7 Birch", "7 Cedar", "7B"]);
  const told = (await differencesOf(priya, id)).flatMap(({ outcome }) => outcome ?? []);
  expect(told).toEqual([expect.stringContaining("group of this name")]);
});

it("[S5] so does a pupil", async () => {
  const { priya, tom } = people;
  await applyAll(priya, (await proposed(priya, misFile([kim, ada]))).id);
  const [pupil] = await list<PublicPupil>(priya, "/pupils");
  const file = misFile([kim, { ...ada, name: "Ada King" }]);
  const { id } = await proposed(priya, file);
  justBefore('update "pupils"', () =>
    edit(tom, `/pupils/${pupil?.id}`, pupil?.version, { givenName: "Adah" }),
  );
  await appliedTwice(priya, id, "pupil");
  expect(await list(priya, "/pupils")).toMatchObject([{ givenName: "Adah", familyName: "King" }]);
  expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
  await historyIsWhole(priya);
});

it("[S5] so does who is in a group, staff and pupils alike", async () => {
  const { priya, tom } = people;
  const classes = (...members: string[]) => ({ g1: { name: "7A", members } });
  await applyAll(priya, (await proposed(priya, misFile([kim, lou, ada], classes("s2")))).id);
  const [group] = await list<PublicGroup>(priya, "/groups");
  const reed = (await list<PublicUser>(priya, "/users")).find((one) => one.familyName === "Reed");
  const file = misFile([kim, lou, ada], classes("s2", "s3", "p1"));
  const { id } = await proposed(priya, file);
  justBefore('insert into "group_members"', async () => {
    const answer = await tom.call("PATCH", `/groups/${group?.id}/members`, { add: [reed?.id] });
    expect(answer.status).toBe(200);
  });
  await appliedTwice(priya, id, "member");
  expect(await list(priya, "/groups")).toMatchObject([{ staff: 2, pupils: 1 }]);
  expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
  await historyIsWhole(priya);
});

it("[S5] a pupil whose UPN somebody enters by hand at that moment is not taken for added", async () => {
  const { priya, tom } = people;
  const upn = newUpn();
  const file = `UPN,Forename,Surname,Year Group\n${upn},Ada,Byron,7\n`;
  const { id } = await proposed(priya, file);
  justBefore('insert into "pupils"', () =>
    makePupil(tom, { givenName: "Ada", familyName: "Byron", upn }),
  );
  await appliedTwice(priya, id, "pupil");
  const [left] = await differencesOf(priya, id);
  expect(left?.outcome).toContain("UPN");
  expect(await list(priya, "/pupils")).toHaveLength(1);
  expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
});

it("[S5] what somebody changes between the proposal and its application stays as they made it, and is not asked about again", async () => {
  const { priya, tom } = people;
  const classes = (name: string) => ({ g1: { name, members: [] } });
  await applyAll(priya, (await proposed(priya, misFile([kim, ada], classes("7A")))).id);
  const file = misFile(
    [
      { ...kim, name: "Kim Warden" },
      { ...ada, name: "Ada King" },
    ],
    classes("7 Ash"),
  );
  const { id } = await proposed(priya, file);
  const users = await list<PublicUser>(priya, "/users");
  const ward = users.find(({ familyName }) => familyName === "Ward");
  const [pupil] = await list<PublicPupil>(priya, "/pupils");
  const [group] = await list<PublicGroup>(priya, "/groups");
  await edit(tom, `/users/${ward?.id}`, ward?.version, { familyName: "Wardle" });
  await edit(tom, `/pupils/${pupil?.id}`, pupil?.version, { familyName: "Lovelace" });
  await edit(tom, `/groups/${group?.id}`, group?.version, { name: "7 Oak" });
  await applyAll(priya, id);
  const outcomes = (await differencesOf(priya, id)).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(Array(3).fill(expect.stringContaining("stays as it is")));
  expect(await list(priya, "/pupils")).toMatchObject([{ familyName: "Lovelace" }]);
  expect(await list(priya, "/groups")).toMatchObject([{ name: "7 Oak" }]);
  expect(await (await priya.get(`/users/${ward?.id}`)).json()).toMatchObject({
    user: { familyName: "Wardle" },
  });
  expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
});
