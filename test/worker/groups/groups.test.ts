import { beforeAll, describe, expect, it } from "vitest";
import type { Event } from "#domain/events";
import type { PublicGroup } from "#domain/groups";
import { groupOf, makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const named = (name: string) => `${name} ${crypto.randomUUID().slice(0, 6)}`;

const change = (by: Somebody, { id, version }: PublicGroup, body: object) =>
  by.call("PATCH", `/groups/${id}`, body, { "If-Match": `"${version}"` });
const close = (by: Somebody, { id }: { id: string }) =>
  by.call("PUT", `/groups/${id}/deactivation`);
const reopen = (by: Somebody, { id }: { id: string }) =>
  by.call("DELETE", `/groups/${id}/deactivation`);

async function listOf(by: Somebody, query = "limit=200"): Promise<PublicGroup[]> {
  return ((await (await by.get(`/groups?${query}`)).json()) as { items: PublicGroup[] }).items;
}

/** What a school's history tells of groups, the latest last. */
async function groupEvents(by: Somebody): Promise<Extract<Event, { group: unknown }>[]> {
  const { events } = (await (await by.get("/events?since=0")).json()) as { events: Event[] };
  return events.filter((event) => "group" in event);
}

describe("[S4] a group", () => {
  it("is made, renamed, moved to another year, put away and brought back, and everybody at the school is told", async () => {
    const { priya, tom, lena } = people;
    const [admin, editor] = [await watch(priya), await watch(lena)];
    const name = named("7A");
    const made = await groupOf(await tom.call("POST", "/groups", { name, yearGroup: " Year  7 " }));
    expect(made).toMatchObject({
      name,
      yearGroup: "Year 7",
      status: "active",
      staff: 0,
      pupils: 0,
      source: "hand",
      version: 1,
    });
    const next = named("8A");
    const renamed = await groupOf(await change(tom, made, { name: next, yearGroup: null }));
    expect(renamed).toMatchObject({ name: next, yearGroup: null, version: 2 });
    expect(await groupOf(await close(tom, made))).toMatchObject({ status: "inactive", version: 3 });
    expect(await groupOf(await close(tom, made))).toMatchObject({ version: 3 });
    expect(await groupOf(await reopen(tom, made))).toMatchObject({ status: "active", version: 4 });
    for (const window of [admin, editor]) {
      await window.until((w) => w.events.length >= 4);
      expect(window.events.map((event) => event.kind)).toEqual([
        "group.added",
        "group.changed",
        "group.deactivated",
        "group.changed",
      ]);
      expect(window.events.at(-1)).toMatchObject({ group: { id: made.id } });
    }
    expect(admin.events[1]?.changes).toEqual({ name: [name, next], yearGroup: ["Year 7", null] });
    expect(editor.events[1]?.changes).toBeNull();
    await historyIsWhole(priya);
  });

  it("has a name that no other active one of the school has, in any spelling, and another school may have", async () => {
    const { priya, tom, ngozi } = people;
    const name = named("9B");
    const first = await makeGroup(priya, name);
    for (const same of [name, name.toUpperCase(), ` ${name.replace(" ", "  ")} `]) {
      const answer = await tom.call("POST", "/groups", { name: same });
      expect([answer.status, await answer.json()]).toMatchObject([
        409,
        { code: "group_exists", fields: { name: expect.any(String) } },
      ]);
    }
    expect((await ngozi.call("POST", "/groups", { name })).status).toBe(201);
    const other = await makeGroup(tom);
    expect(await codeOf(await change(tom, other, { name }))).toBe("group_exists");
    await close(priya, first);
    const second = await makeGroup(tom, name);
    expect(await codeOf(await reopen(priya, first))).toBe("group_exists");
    await close(priya, second);
    expect((await reopen(priya, first)).status).toBe(200);
  });

  it("is made once when Priya and Tom make it at the same moment, and once for one key", async () => {
    const { priya, tom } = people;
    for (let round = 0; round < 5; round++) {
      const name = named("race");
      const answers = await Promise.all(
        [priya, tom, priya, tom].map((by) => by.call("POST", "/groups", { name })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    }
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const details = { name: named("once") };
    const answers = await Promise.all(
      [1, 2, 3].map(() => priya.call("POST", "/groups", details, key)),
    );
    const made = await Promise.all(answers.map(groupOf));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await historyIsWhole(priya);
  });

  it("asks for the version seen, and shows the present row to whoever is behind", async () => {
    const { priya, tom } = people;
    const group = await makeGroup(priya);
    expect((await tom.call("PATCH", `/groups/${group.id}`, { yearGroup: "1" })).status).toBe(428);
    const now = await groupOf(await change(tom, group, { yearGroup: "Year 1" }));
    const late = await change(priya, group, { name: named("late") });
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { code: "changed", current: now },
    ]);
  });

  it("refuses what cannot be used, field by field", async () => {
    const { priya } = people;
    const bad: [object, string][] = [
      [{}, "name"],
      [{ name: "  " }, "name"],
      [{ name: "x".repeat(61) }, "name"],
      [{ name: 7 }, "name"],
      [{ name: "a", yearGroup: "y".repeat(21) }, "yearGroup"],
      [{ name: "a", pupils: 3 }, "pupils"],
    ];
    for (const [body, field] of bad) {
      const answer = await priya.call("POST", "/groups", body);
      expect([answer.status, await answer.json()], JSON.stringify(body)).toMatchObject([
        422,
        { code: "invalid", fields: { [field]: expect.any(String) } },
      ]);
    }
  });

  it("is found in a list that is paged, filtered and searched", async () => {
    const { ngozi } = people;
    const made = [];
    for (const name of ["Zeta 1", "Zeta 2", "Zeta 3", "Éta"])
      made.push(await makeGroup(ngozi, name));
    await close(ngozi, made[0] as PublicGroup);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = (await (
        await ngozi.get(
          `/groups?limit=2&q=zeta${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
      ).json()) as { items: PublicGroup[]; next: string | null };
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    }
    expect(seen.sort()).toEqual(["Zeta 1", "Zeta 2", "Zeta 3"]);
    expect((await listOf(ngozi, "status=inactive")).map(({ name }) => name)).toEqual(["Zeta 1"]);
    expect(await listOf(ngozi, "q=%25")).toEqual([]);
    for (const query of ["status=lost", "limit=0", "cursor=x", "colour=red"])
      expect((await ngozi.get(`/groups?${query}`)).status, query).toBe(422);
  });
});

describe("[S4] who does what with groups", () => {
  it("Admins and Owners look after all, Editors change members of their own, Viewers look on", async () => {
    const { priya, tom, lena, rene, ade } = people;
    const hers = await makeGroup(priya, named("hers"), [lena]);
    const other = await makeGroup(priya);
    for (const by of [lena, rene]) {
      expect((await by.call("POST", "/groups", { name: named("no") })).status).toBe(403);
      expect((await change(by, hers, { name: named("no") })).status).toBe(403);
      expect((await close(by, hers)).status).toBe(403);
      expect((await listOf(by)).map(({ id }) => id)).toContain(other.id);
    }
    const members = (by: Somebody, { id }: PublicGroup, body: object) =>
      by.call("PATCH", `/groups/${id}/members`, body);
    expect((await members(rene, hers, { add: [ade.id] })).status).toBe(403);
    expect(await codeOf(await members(lena, other, { add: [lena.id] }))).toBe("forbidden");
    expect(await groupOf(await members(lena, hers, { add: [ade.id] }))).toMatchObject({ staff: 2 });
    expect((await members(tom, other, { add: [ade.id] })).status).toBe(200);
    const groups = (by: Somebody, who: Somebody, body: object) =>
      by.call("PATCH", `/users/${who.id}/groups`, body);
    expect((await groups(rene, ade, { remove: [hers.id] })).status).toBe(403);
    expect(await codeOf(await groups(lena, tom, { add: [other.id] }))).toBe("forbidden");
    const answer = await groups(lena, tom, { add: [hers.id] });
    const { user } = (await answer.json()) as { user: Record<string, unknown> };
    expect([answer.status, user.groupIds]).toEqual([200, [hers.id]]);
    expect(user).not.toHaveProperty("username");
    // Whoever leaves a group has it no longer.
    expect((await members(lena, hers, { remove: [lena.id] })).status).toBe(200);
    expect((await members(lena, hers, { add: [rene.id] })).status).toBe(403);
  });

  it("an Editor who is taken out of a group at the same moment changes nothing after that", async () => {
    const { priya, lena, ade } = people;
    for (let round = 0; round < 5; round++) {
      const group = await makeGroup(priya, undefined, [lena]);
      await Promise.all([
        priya.call("PATCH", `/groups/${group.id}/members`, { remove: [lena.id] }),
        lena.call("PATCH", `/groups/${group.id}/members`, { add: [ade.id] }),
      ]);
      const told = (await groupEvents(priya)).filter((event) => event.group.id === group.id);
      const left = told.findIndex(({ changes }) => lena.id in (gone(changes) ?? {}));
      expect(told.slice(left + 1).filter(({ actor }) => actor?.id === lena.id)).toEqual([]);
    }

    function gone(changes: Event["changes"]): object | undefined {
      return changes?.members?.[0] as object | undefined;
    }
  });

  it("an outsider finds no group, and no group takes in somebody of another school", async () => {
    const { priya, ngozi, lena } = people;
    const [ours, theirs] = [await makeGroup(priya), await makeGroup(ngozi)];
    for (const body of [{ add: [ngozi.id] }, { remove: [ngozi.id] }, { add: ["nobody"] }]) {
      const answer = await priya.call("PATCH", `/groups/${ours.id}/members`, body);
      expect([answer.status, await codeOf(answer)]).toEqual([422, "invalid"]);
    }
    for (const body of [{ add: [theirs.id] }, { remove: [theirs.id] }]) {
      const answer = await priya.call("PATCH", `/users/${lena.id}/groups`, body);
      expect([answer.status, await codeOf(answer)]).toEqual([422, "invalid"]);
    }
    expect((await priya.call("PATCH", `/groups/${theirs.id}/members`, {})).status).toBe(404);
    expect((await priya.call("PATCH", `/users/${ngozi.id}/groups`, {})).status).toBe(404);
    const both = { add: [lena.id], remove: [lena.id] };
    expect((await priya.call("PATCH", `/groups/${ours.id}/members`, both)).status).toBe(422);
    for (const path of ["/groups?limit=200", "/snapshot", "/events?since=0"])
      expect(await (await priya.get(path)).text(), path).not.toContain(theirs.id);
  });
});
