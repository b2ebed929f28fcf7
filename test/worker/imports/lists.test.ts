import { beforeEach, describe, expect, it } from "vitest";
import type { PublicGroup } from "#domain/groups";
import { applyAll, differencesOf, misFile, proposed } from "../../files/mis-files.ts";
import { type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const groupsOf = async (by: Somebody) =>
  ((await (await by.get("/groups")).json()) as { items: PublicGroup[] }).items;

describe("[S5] a list of groups", () => {
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
