import { beforeAll, describe, expect, it } from "vitest";
import type { PublicGroup } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import { makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";
import { makePupil, newUpn, pupilOf } from "../../pupils.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const change = (by: Somebody, { id, version }: PublicPupil, body: object) =>
  by.call("PATCH", `/pupils/${id}`, body, { "If-Match": `"${version}"` });
const leave = (by: Somebody, { id }: PublicPupil) => by.call("PUT", `/pupils/${id}/deactivation`);
const comeBack = (by: Somebody, { id }: PublicPupil) =>
  by.call("DELETE", `/pupils/${id}/deactivation`);

async function listOf(by: Somebody, query = "limit=200"): Promise<PublicPupil[]> {
  const answer = await by.get(`/pupils?${query}`);
  expect(answer.status, query).toBe(200);
  return ((await answer.json()) as { items: PublicPupil[] }).items;
}

async function counted(by: Somebody, { id }: PublicGroup): Promise<number | undefined> {
  const { items } = (await (await by.get("/groups?limit=200")).json()) as { items: PublicGroup[] };
  return items.find((group) => group.id === id)?.pupils;
}

describe("[S6] a pupil", () => {
  it("is entered, put right, deactivated and brought back, and Admins and Owners are told, nobody else", async () => {
    const { priya, tom, lena, rene } = people;
    const windows = [await watch(priya), await watch(tom)];
    const others = [await watch(lena), await watch(rene)];
    const [a, b] = [await makeGroup(priya), await makeGroup(priya)];
    const upn = newUpn();
    const mia = await makePupil(tom, {
      givenName: " Mia ",
      upn: upn.toLowerCase(),
      yearGroup: "7",
      groupIds: [a.id],
    });
    expect(mia).toMatchObject({
      givenName: "Mia",
      familyName: "Cole",
      upn,
      yearGroup: "Year 7",
      groupIds: [a.id],
      status: "active",
      source: "hand",
      handEdited: [],
      deactivatedAt: null,
      version: 1,
    });
    const moved = await pupilOf(
      await change(tom, mia, { familyName: "Coles", yearGroup: "Year 8", groupIds: [b.id] }),
    );
    expect(moved).toMatchObject({
      familyName: "Coles",
      groupIds: [b.id],
      handEdited: ["familyName", "groupIds", "yearGroup"],
      version: 2,
    });
    expect([await counted(priya, a), await counted(priya, b)]).toEqual([0, 1]);
    const left = await pupilOf(await leave(tom, moved));
    expect(left).toMatchObject({ status: "inactive", deactivatedAt: expect.any(String) });
    expect(await counted(priya, b)).toBe(0);
    expect(await pupilOf(await leave(priya, left))).toMatchObject({ version: left.version });
    expect(await pupilOf(await comeBack(priya, left))).toMatchObject({
      status: "active",
      deactivatedAt: null,
      groupIds: [b.id],
    });
    expect(await counted(priya, b)).toBe(1);
    for (const window of windows) {
      await window.until((w) => w.events.some(({ kind }) => kind === "pupil.reactivated"));
      const told = window.events.filter(({ kind }) => kind.startsWith("pupil."));
      expect(told.map(({ kind }) => kind)).toEqual([
        "pupil.added",
        "pupil.changed",
        "pupil.deactivated",
        "pupil.reactivated",
      ]);
      // Of who somebody is only that it changed: history outlives them.
      expect(told[1]?.changes).toEqual({
        familyName: [null, null],
        yearGroup: ["Year 7", "Year 8"],
        groups: [{ [a.id]: "hand" }, { [b.id]: "hand" }],
      });
    }
    for (const window of others)
      expect(window.events.filter(({ kind }) => kind.startsWith("pupil."))).toEqual([]);
    await historyIsWhole(priya);
  });

  it("has a UPN that no other pupil of the school has, and another school's may", async () => {
    const { priya, tom, ngozi } = people;
    const upn = newUpn();
    await makePupil(priya, { upn });
    const again = { givenName: "Noor", familyName: "Aziz", yearGroup: "Year 7", upn };
    const twice = await tom.call("POST", "/pupils", again);
    expect([twice.status, await twice.json()]).toMatchObject([
      409,
      { code: "upn_taken", fields: { upn: expect.any(String) } },
    ]);
    const other = await makePupil(tom);
    expect((await change(tom, other, { upn })).status).toBe(409);
    expect((await ngozi.call("POST", "/pupils", again)).status).toBe(201);
    const without = [await makePupil(tom, { upn: null }), await makePupil(tom, { upn: "" })];
    expect(without.map((one) => one.upn)).toEqual([null, null]);
  });

  it("is refused field by field where something cannot be used, a wrong check letter among them", async () => {
    const { priya, ngozi } = people;
    const theirs = await makeGroup(ngozi);
    const right = { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7" };
    const bad: [object, string][] = [
      [{ ...right, givenName: " " }, "givenName"],
      [{ ...right, familyName: "x".repeat(81) }, "familyName"],
      [{ ...right, yearGroup: "" }, "yearGroup"],
      [{ givenName: "Mia", familyName: "Cole" }, "yearGroup"],
      [{ ...right, upn: "B123456789012" }, "upn"],
      [{ ...right, upn: "A12" }, "upn"],
      [{ ...right, groupIds: [theirs.id] }, "groupIds"],
      [{ ...right, status: "inactive" }, "status"],
    ];
    for (const [body, field] of bad) {
      const answer = await priya.call("POST", "/pupils", body);
      expect([answer.status, await answer.json()], JSON.stringify(body)).toMatchObject([
        422,
        { code: "invalid", fields: { [field]: expect.any(String) } },
      ]);
    }
    const mia = await makePupil(priya);
    expect((await change(priya, mia, { groupIds: [theirs.id] })).status).toBe(422);
    expect((await priya.call("PATCH", `/pupils/${mia.id}`, { yearGroup: "8" })).status).toBe(428);
    const now = await pupilOf(await change(priya, mia, { yearGroup: "8" }));
    const late = await change(priya, mia, { yearGroup: "9" });
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { code: "changed", current: now },
    ]);
  });

  it("is entered once for one key, and once of two at the same moment with one UPN", async () => {
    const { priya, tom } = people;
    const details = { givenName: "Uma", familyName: "Once", yearGroup: "Year 7" };
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const same = await Promise.all(
      [1, 2, 3].map(() => priya.call("POST", "/pupils", details, key)),
    );
    expect(new Set((await Promise.all(same.map(pupilOf))).map(({ id }) => id)).size).toBe(1);
    const upn = newUpn();
    const racing = await Promise.all(
      [priya, tom, priya].map((by) => by.call("POST", "/pupils", { ...details, upn })),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    await historyIsWhole(priya);
  });

  it("is found in a list that is paged, filtered and searched", async () => {
    const { ngozi } = people;
    const group = await makeGroup(ngozi, "Badgers");
    const upn = newUpn();
    const zoe = await makePupil(ngozi, {
      givenName: "Zoë",
      familyName: "O’Neil",
      yearGroup: "Year 3",
      groupIds: [group.id],
      upn,
    });
    const others = [];
    for (const yearGroup of ["Year 3", "Year 4", "Year 5"])
      others.push(await makePupil(ngozi, { givenName: "Omar", familyName: "Quill", yearGroup }));
    await leave(ngozi, others[2] as PublicPupil);
    const ids = async (query: string) => (await listOf(ngozi, query)).map(({ id }) => id);
    expect(await ids("q=oneil%20zoe")).toEqual([zoe.id]);
    expect(await ids(`q=${upn}`)).toEqual([zoe.id]);
    expect(await ids("q=badger")).toEqual([zoe.id]);
    expect(await ids(`group=${group.id}`)).toEqual([zoe.id]);
    expect(await ids("yearGroup=Year%204")).toEqual([others[1]?.id]);
    expect(await ids("status=inactive")).toEqual([others[2]?.id]);
    expect(await ids("q=%25")).toEqual([]);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const asked = `limit=1&q=quill${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await (await ngozi.get(`/pupils?${asked}`)).json()) as {
        items: PublicPupil[];
        next: string | null;
      };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen.sort()).toEqual(others.map(({ id }) => id).sort());
    for (const query of ["status=lost", "limit=0", "colour=red"])
      expect((await ngozi.get(`/pupils?${query}`)).status, query).toBe(422);
  });
});

describe("[A17] the pupils as a file", () => {
  it("say of each what an import reads back, under the headings that it knows", async () => {
    const { priya, lena, ngozi } = people;
    const group = await makeGroup(priya, `8x ${crypto.randomUUID().slice(0, 6)}`);
    const other = await makeGroup(priya, `8y ${crypto.randomUUID().slice(0, 6)}`);
    const upn = newUpn();
    const { id } = await makePupil(priya, {
      familyName: "Filed",
      upn,
      groupIds: [group.id, other.id],
    });
    const theirs = await makePupil(ngozi, { familyName: "Elsewhere" });
    const text = await (await priya.get("/pupils.csv?q=filed")).text();
    const [head, line, end] = text.split("\r\n");
    expect(head).toBe(
      '"sourcedId","UPN","Given name","Family name","Year group","Groups","Status","Staffroom ID"',
    );
    const groups = [group, other].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ name }) => name);
    expect(line).toBe(`"","${upn}","Mia","Filed","Year 7","${groups.join("; ")}","Active","${id}"`);
    expect(end).toBe("");
    expect(await (await priya.get("/pupils.csv")).text()).not.toContain(theirs.familyName);
    expect((await lena.get("/pupils.csv")).status).toBe(403);
  });
});

describe("[S6] all pupils at once", () => {
  it("come in parts for Admins and Owners, of their own school alone", async () => {
    const { priya, lena, ngozi } = people;
    const mia = await makePupil(priya);
    const theirs = await makePupil(ngozi);
    const answer = await priya.get("/pupils/roster");
    const { items, next } = (await answer.json()) as { items: PublicPupil[]; next: null };
    expect(items.map(({ id }) => id)).toContain(mia.id);
    expect(items.map(({ id }) => id)).not.toContain(theirs.id);
    expect(next).toBeNull();
    expect((await lena.get("/pupils/roster")).status).toBe(403);
  });
});

describe("[S6] who sees pupils", () => {
  it("Admins and Owners all; Lena, an Editor, the active ones of her groups and nothing else of them; Rene none", async () => {
    const { priya, tom, lena, rene } = people;
    const [hers, other] = [await makeGroup(priya, undefined, [lena]), await makeGroup(priya)];
    const mine = await makePupil(priya, { upn: newUpn(), groupIds: [hers.id, other.id] });
    const gone = await makePupil(priya, { groupIds: [hers.id] });
    const strange = await makePupil(priya, { groupIds: [other.id] });
    await leave(priya, gone);
    const all = (await listOf(tom)).map(({ id }) => id);
    for (const { id } of [mine, gone, strange]) expect(all).toContain(id);
    const { id, givenName, familyName, yearGroup } = mine;
    const listed = { id, givenName, familyName, yearGroup, groupIds: [hers.id] };
    expect(await listOf(lena)).toEqual([listed]);
    expect(await listOf(lena, `group=${other.id}`)).toEqual([listed]);
    expect(await listOf(lena, `q=${mine.upn}`)).toEqual([]);
    expect((await lena.get(`/pupils/${id}`)).status).toBe(403);
    expect((await change(lena, mine, { yearGroup: "8" })).status).toBe(403);
    expect((await leave(lena, mine)).status).toBe(403);
    for (const path of ["/pupils", `/pupils/${id}`])
      expect((await rene.get(path)).status).toBe(403);
    await priya.call("PUT", `/groups/${hers.id}/deactivation`);
    expect(await listOf(lena)).toEqual([]);
    for (const by of [lena, rene])
      for (const path of ["/snapshot", "/events?since=0"])
        expect(await (await by.get(path)).text()).not.toContain(id);
  });

  it("an outsider finds none, in no list and by no id", async () => {
    const { priya, ngozi } = people;
    const group = await makeGroup(priya);
    const mia = await makePupil(priya, { groupIds: [group.id] });
    for (const query of ["limit=200", `group=${group.id}`, "q=cole&limit=200"])
      expect((await listOf(ngozi, query)).map(({ id }) => id)).not.toContain(mia.id);
    for (const answer of [
      await ngozi.get(`/pupils/${mia.id}`),
      await change(ngozi, mia, { yearGroup: "9" }),
      await leave(ngozi, mia),
      await comeBack(ngozi, mia),
    ])
      expect(answer.status).toBe(404);
  });
});
