import { beforeEach, describe, expect, it } from "vitest";
import type { PublicGroup } from "#domain/groups";
import { groupCells } from "#domain/groups/csv";
import { openIn } from "#domain/imports";
import { csvLine } from "#domain/text/csv";
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

/** People and groups by hand and from the MIS, called whatever files stumble over. */
async function filled({ priya, tom, lena }: Cast): Promise<PublicGroup[]> {
  const kim = { id: "s2", name: "Kim =Ward", role: "aide" };
  const ada = { id: "p1", name: "Ada O'Byron", role: "student", grade: "07" };
  const file = misFile([kim, ada], { g1: { name: "-7 Ash", members: ["s2", "p1"] } });
  await applyAll(priya, (await proposed(priya, file)).id);
  const groups = [
    await makeGroup(priya, "Year 7 Art, set 1", [tom, lena]),
    await makeGroup(priya, '8 "Oak"; Drama', [lena]),
  ];
  const groupIds = groups.map(({ id }) => id);
  // Twins of one name, one of whom has no number.
  for (const upn of [newUpn(), null])
    await makePupil(priya, { givenName: "'=Siân", familyName: "Bevan-Price, Miss", upn, groupIds });
  await makePupil(priya, { givenName: "+Zoë", familyName: 'Ní "Bean" Uí', groupIds });
  const details = { givenName: "@Rev Chloë", familyName: "d'Arcy, MBE", title: "=Dr" };
  const username = `u${crypto.randomUUID().slice(0, 12)}`;
  const body = {
    ...details,
    username,
    role: "viewer",
    staffType: "governor",
    phone: "+44 115 496 0000",
  };
  expect((await priya.call("POST", "/users", body)).status).toBe(201);
  return ((await (await priya.get("/groups")).json()) as { items: PublicGroup[] }).items;
}

/** Uploads what Staffroom itself has given. */
async function sendBack(by: Somebody, path: string): Promise<Response> {
  const file = await by.get(path);
  expect(file.status).toBe(200);
  return send(by, new Uint8Array(await file.arrayBuffer()), { name: path.slice(1) });
}

describe("[S5] what Staffroom has given comes back", () => {
  it("as it was: users, pupils and groups, with nothing to decide", async () => {
    const { priya } = people;
    const groups = await filled(people);
    for (const path of ["/users.csv", "/pupils.csv"]) {
      const back = await importOf(await sendBack(priya, path));
      expect(await differencesOf(priya, back.id), path).toEqual([]);
      expect(back.warnings, path).toEqual([]);
    }
    const lines = [
      Object.keys(groupCells),
      ...groups.map((group) => Object.values(groupCells).map((cell) => cell(group))),
    ];
    const back = await proposed(priya, lines.map(csvLine).join(""));
    expect(await differencesOf(priya, back.id)).toEqual([]);
    expect(back.warnings).toEqual([]);
  });

  it("with what somebody has changed in it, which is proposed once; who is new comes into the groups that are there", async () => {
    const { priya } = people;
    await filled(people);
    const text = await (await priya.get("/pupils.csv")).text();
    const [twin = ""] = text.split("\r\n").filter((line) => line.startsWith('"","","'));
    const changed = text.replace(twin, twin.replace('"Year 7"', '"Year 8"'));
    const added = `${changed}"","","Mei","Chen","Year 7","-7 Ash; ""Year 7 Art, set 1""","Active",""\r\n`;
    const first = await proposed(priya, added);
    expect(await differencesOf(priya, first.id)).toMatchObject([
      { kind: "pupil", subject: { name: "Mei Chen" } },
      { kind: "pupil", subject: { noun: "pupil" }, protected: ["yearGroup"] },
    ]);
    const done = await applyAll(priya, first.id);
    expect(openIn(done.counts)).toBe(0);
    const again = await proposed(priya, added);
    expect(await differencesOf(priya, again.id)).toEqual([]);
    const pupils = await (await priya.get("/pupils.csv?q=mei")).text();
    expect(pupils).toContain('""Year 7 Art, set 1""');
    expect(pupils).toContain("-7 Ash");
  });

  it("with namesakes told apart who came by a list, in whatever order they stand", async () => {
    const { priya } = people;
    const list = "Forename,Surname,Year Group\r\nMia,Cole,7\r\nMia,Cole,7\r\n";
    await applyAll(priya, (await proposed(priya, list)).id);
    const text = await (await priya.get("/pupils.csv")).text();
    const [heading = "", ...rows] = text.trimEnd().split("\r\n");
    const wanted = rows[0]?.split(",").at(-1)?.replaceAll('"', "");
    rows[0] = (rows[0] ?? "").replace("Year 7", "Year 8");
    for (const order of [rows, rows.toReversed()]) {
      const { id, warnings } = await proposed(priya, [heading, ...order].join("\r\n"));
      expect(await differencesOf(priya, id)).toMatchObject([
        { kind: "pupil", subject: { id: wanted }, after: { yearGroup: "Year 8" } },
      ]);
      expect(warnings).toEqual([]);
    }
    const cooks = "Forename,Surname,Job\r\nKim,Ward,Cook\r\nKim,Ward,Cook\r\n";
    await applyAll(priya, (await proposed(priya, cooks)).id);
    const users = (await (await priya.get("/users.csv")).text()).trimEnd().split("\r\n");
    const [top = "", ...all] = users;
    for (const order of [all, all.toReversed()]) {
      const { id, warnings } = await proposed(priya, [top, ...order].join("\r\n"));
      expect(await differencesOf(priya, id)).toEqual([]);
      expect(warnings).toEqual([]);
    }
  });

  it("after the MIS has given its pupils other ids, too", async () => {
    const { priya } = people;
    const files = ["p1", "n1"].map((id) =>
      misFile([{ id, name: "Ada Byron", role: "student", grade: "07" }]),
    );
    for (const file of files) await applyAll(priya, (await proposed(priya, file)).id);
    const back = await importOf(await sendBack(priya, "/pupils.csv"));
    expect(await differencesOf(priya, back.id)).toEqual([]);
    expect(await (await priya.get("/pupils")).json()).toMatchObject({
      items: [{ familyName: "Byron", sourcedId: "n1" }],
    });
  });

  it("but lists of invites and of what happened are no lists of people", async () => {
    const { priya, ngozi } = people;
    await filled(people);
    for (const path of ["/invites.csv", "/activity.csv"]) {
      const answer = await sendBack(priya, path);
      expect(answer.status, path).toBe(422);
      const { fields } = (await answer.json()) as { fields: { file: string } };
      expect(fields.file, path).toMatch(/line \d+: [A-Z].*\.$/);
    }
    // Another school's file names nobody of Fernhill.
    const text = await (await priya.get("/pupils.csv")).text();
    const theirs = await proposed(ngozi, text);
    expect(
      (await differencesOf(ngozi, theirs.id)).every(({ subject }) => subject.id === null),
    ).toBe(true);
  });
});
