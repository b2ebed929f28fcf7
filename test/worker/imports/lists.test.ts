import { beforeEach, describe, expect, it } from "vitest";
import type { PublicGroup } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import {
  applyAll,
  differencesOf,
  importOf,
  misFile,
  proposed,
  send,
} from "../../files/mis-files.ts";
import { makeGroup } from "../../groups.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";
import { makePupil, newUpn } from "../../pupils.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const groupsOf = async (by: Somebody) =>
  ((await (await by.get("/groups")).json()) as { items: PublicGroup[] }).items;

const complete = async (by: Somebody, file: string) =>
  importOf(await send(by, file, { name: "list.csv", choices: JSON.stringify({ isWhole: true }) }));
const leavers = async (by: Somebody, id: string) =>
  (await differencesOf(by, id)).map(({ kind, subject }) => `${kind} ${subject.name}`);

describe("[S5] a complete list without ids", () => {
  const staff = "Forename,Surname,Job\nKim,Ward,Cook\nLou,Reed,Cook\n";
  const pupils = "Forename,Surname,Year Group\nMia,Cole,7\nAda,Byron,7\n";

  it("lets go whoever came by an earlier one and is not on it, and nobody who was never on one", async () => {
    const { priya } = people;
    await applyAll(priya, (await proposed(priya, staff)).id);
    await applyAll(priya, (await proposed(priya, pupils)).id);
    const few = await complete(priya, staff.replace("Lou,Reed,Cook\n", ""));
    expect(await leavers(priya, few.id)).toEqual(["leaver Lou Reed"]);
    const done = await complete(priya, pupils.replace("Ada,Byron,7\n", ""));
    expect(await leavers(priya, done.id)).toEqual(["leaver Ada Byron"]);
    expect(done.warnings).toEqual([]);
  });

  it("says where it has a row that was not read, for which nobody leaves", async () => {
    const { priya } = people;
    await applyAll(priya, (await proposed(priya, staff)).id);
    const broken = await complete(priya, "Forename,Surname,Job\nKim,Ward,Cook\n,,Cook\n,,Cook\n");
    expect(await leavers(priya, broken.id)).toEqual([]);
    expect(broken.warnings).toContainEqual({
      file: "list.csv",
      line: 3,
      text: expect.stringContaining("not count as complete"),
    });
  });

  it("or another lets go whom it says to have left, by name or address", async () => {
    const { priya } = people;
    await applyAll(priya, (await proposed(priya, staff)).id);
    const { id } = await proposed(priya, "Forename,Surname,Status\nLou,Reed,Left\n");
    expect(await leavers(priya, id)).toEqual(["leaver Lou Reed"]);
  });
});

describe("[S5] a list of pupils", () => {
  it("has two change their UPNs for one another, and none has another's", async () => {
    const { priya } = people;
    const [first, second, third] = [newUpn(), newUpn(), newUpn()];
    const list = (...upns: string[]) =>
      ["Adno,UPN,Forename,Surname", ...upns.map((upn, i) => `a${i},${upn},Mia,Cole${i}`)].join(
        "\n",
      );
    await makePupil(priya, { familyName: "Hand", upn: third });
    await applyAll(priya, (await proposed(priya, list(first, second, ""))).id);
    const { id } = await proposed(priya, list(second, first, third));
    await applyAll(priya, id);
    const { items } = (await (await priya.get("/pupils")).json()) as { items: PublicPupil[] };
    const upns = Object.fromEntries(items.map(({ familyName, upn }) => [familyName, upn]));
    expect(upns).toEqual({ Hand: third, Cole0: second, Cole1: first, Cole2: null });
    const refused = (await differencesOf(priya, id)).filter(({ outcome }) => outcome !== null);
    expect(refused).toMatchObject([
      { subject: { name: "Mia Cole2" }, outcome: expect.stringContaining("has this UPN") },
    ]);
  });

  it("makes a group anew where the one of its name was put away", async () => {
    const { priya } = people;
    const list = "Forename,Surname,Year Group,Reg Group\nMia,Cole,7,7A\n";
    await applyAll(priya, (await proposed(priya, list)).id);
    const [old] = await groupsOf(priya);
    expect(old).toMatchObject({ name: "7A", pupils: 1 });
    expect((await priya.call("PUT", `/groups/${old?.id}/deactivation`)).status).toBe(200);
    await applyAll(priya, (await proposed(priya, list)).id);
    const active = (await groupsOf(priya)).filter(({ status }) => status === "active");
    expect(active).toMatchObject([{ name: "7A", pupils: 1 }]);
    expect(active[0]?.id).not.toBe(old?.id);
    expect(await differencesOf(priya, (await proposed(priya, list)).id)).toEqual([]);
  });
});

describe("[S5] a list of groups", () => {
  it("puts away what it says to be inactive, whoever made it, and takes no other of the name for it", async () => {
    const { priya } = people;
    await makeGroup(priya, "7A");
    await makeGroup(priya, "7B");
    const list = (...rows: string[]) =>
      proposed(priya, ["Name,Year group,Staff,Pupils,Status", ...rows].join("\n"));
    const first = await list("7A,,0,0,Inactive", "7B,,0,0,Active");
    expect(await differencesOf(priya, first.id)).toMatchObject([
      { kind: "group", subject: { name: "7A" }, after: { status: "inactive" } },
    ]);
    await applyAll(priya, first.id);
    const statuses = (await groupsOf(priya)).map(({ name, status }) => `${name} ${status}`);
    expect(statuses.sort()).toEqual(["7A inactive", "7B active"]);
    const back = await list("7A,,0,0,Inactive", "7B,,0,0,Active", "7B,,0,0,Inactive");
    expect(await differencesOf(priya, back.id)).toEqual([]);
    expect(back.warnings).toEqual([]);
    const turned = await list("7B,,0,0,Inactive", "7B,,0,0,Active");
    expect(await differencesOf(priya, turned.id)).toEqual([]);
  });

  it("changes what the MIS has brought, and is nothing to another school", async () => {
    const { priya, ngozi } = people;
    await applyAll(
      priya,
      (await proposed(priya, misFile([], { g1: { name: "7A", members: [] } }))).id,
    );
    const list = "Name,Year group,Staff,Pupils,Status\n7A,Year 8,0,0,Active\n";
    const first = await proposed(priya, list);
    expect(await differencesOf(priya, first.id)).toMatchObject([
      { kind: "group", after: { yearGroup: "Year 8" }, protected: [] },
    ]);
    await applyAll(priya, first.id);
    expect(await differencesOf(priya, first.id)).toMatchObject([{ outcome: null }]);
    expect(await groupsOf(priya)).toMatchObject([{ name: "7A", yearGroup: "Year 8" }]);
    expect(await differencesOf(priya, (await proposed(priya, list)).id)).toEqual([]);
    expect(await groupsOf(ngozi)).toEqual([]);
  });
});
