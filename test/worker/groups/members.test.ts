import { beforeAll, describe, expect, it } from "vitest";
import type { Event } from "#domain/events";
import type { PublicGroup } from "#domain/groups";
import type { Member } from "#domain/groups/members";
import { groupOf, makeGroup } from "../../groups.ts";
import { historyIsWhole } from "../../history.ts";
import { bindings, type Cast, cast, makePerson, type Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

interface Snapshot {
  seq: number;
  users: { id: string; groupIds: string[] }[];
  groups: PublicGroup[];
  members: Member[];
}

const snapshotOf = async (by: Somebody) => (await (await by.get("/snapshot")).json()) as Snapshot;
const members = (by: Somebody, { id }: { id: string }, body: object) =>
  by.call("PATCH", `/groups/${id}/members`, body);
const groupsOf = (by: Somebody, { id }: { id: string }, body: object) =>
  by.call("PATCH", `/users/${id}/groups`, body);
const seenBy = async (by: Somebody, { id }: { id: string }) =>
  ((await (await by.get(`/users/${id}`)).json()) as { user: { groupIds: string[] } }).user;

async function newsSince(by: Somebody, seq: number): Promise<Event[]> {
  return ((await (await by.get(`/events?since=${seq}`)).json()) as { events: Event[] }).events;
}

describe("[S4] members of a group", () => {
  it("are changed as one event, however many, and stand in every answer about them", async () => {
    const { priya, lena, oakfield } = people;
    const many: Somebody[] = [];
    for (let i = 0; i < 30; i++)
      many.push(await makePerson(oakfield, `Kit ${i}`, "viewer", "governor", Date.now()));
    const group = await makeGroup(priya);
    const { seq } = await snapshotOf(priya);
    const add = [...many, lena].map(({ id }) => id);
    const changed = await groupOf(await members(priya, group, { add }));
    expect(changed).toMatchObject({ staff: 31, version: group.version + 1 });
    const news = await newsSince(priya, seq);
    expect(news).toMatchObject([{ kind: "group.changed", group: { staff: 31 } }]);
    expect(news[0]?.changes).toEqual({
      members: [{}, Object.fromEntries(add.map((id) => [id, "hand"]))],
    });
    expect((await seenBy(priya, lena)).groupIds).toContain(group.id);
    const list = (await (await priya.get("/users?limit=200")).json()) as {
      items: { id: string; groupIds: string[] }[];
    };
    expect(list.items.find(({ id }) => id === lena.id)?.groupIds).toContain(group.id);
    const whole = await snapshotOf(priya);
    expect(whole.users.find(({ id }) => id === lena.id)?.groupIds).toContain(group.id);
    expect(whole.members.filter(({ groupId }) => groupId === group.id)).toHaveLength(31);
    expect(whole.groups.find(({ id }) => id === group.id)?.staff).toBe(31);
    // The same once more is nothing new.
    expect(await groupOf(await members(priya, group, { add }))).toEqual(changed);
    const out = { add: [], remove: [lena.id] };
    expect(await groupOf(await members(priya, group, out))).toMatchObject({ staff: 30 });
    expect((await seenBy(priya, lena)).groupIds).not.toContain(group.id);
    await historyIsWhole(priya);
  });

  it("are changed from the person's side as one event of the person, whole with their groups", async () => {
    const { priya, tom, ade } = people;
    const [one, two] = [await makeGroup(priya), await makeGroup(priya)];
    const { seq } = await snapshotOf(priya);
    const answer = await groupsOf(tom, ade, { add: [one.id, two.id] });
    const { user } = (await answer.json()) as { user: { groupIds: string[]; version: number } };
    expect(user.groupIds).toEqual([one.id, two.id].sort());
    const swapped = await groupsOf(tom, ade, { remove: [one.id] });
    expect(await swapped.json()).toMatchObject({
      user: { groupIds: [two.id], version: user.version + 1 },
    });
    expect(await newsSince(priya, seq)).toMatchObject([
      { kind: "user.changed", changes: { groups: [{}, { [one.id]: "hand" }] } },
      { kind: "user.changed", user: { groupIds: [two.id] } },
    ]);
    const { groups } = await snapshotOf(priya);
    expect(groups.find(({ id }) => id === two.id)?.staff).toBe(1);
  });

  it("[A7] stay while their account is inactive, uncounted, and nobody inactive is put in", async () => {
    const { priya, oakfield } = people;
    const kit = await makePerson(oakfield, "Kit Gone", "editor", "teacher", Date.now());
    const group = await makeGroup(priya, undefined, [kit]);
    await priya.call("PUT", `/users/${kit.id}/deactivation`);
    const staffOf = async () =>
      (await snapshotOf(priya)).groups.find(({ id }) => id === group.id)?.staff;
    expect(await staffOf()).toBe(0);
    expect((await members(priya, await makeGroup(priya), { add: [kit.id] })).status).toBe(422);
    await priya.call("DELETE", `/users/${kit.id}/deactivation`);
    expect(await staffOf()).toBe(1);
    expect((await seenBy(priya, kit)).groupIds).toEqual([group.id]);
  });

  it("are told to the directory as it lists people: the active, and not whose a membership is", async () => {
    const { priya, lena, rene, oakfield } = people;
    const kit = await makePerson(oakfield, "Kit Hidden", "editor", "teacher", Date.now());
    const group = await makeGroup(priya, undefined, [kit, rene]);
    await priya.call("PUT", `/users/${kit.id}/deactivation`);
    const whole = await snapshotOf(priya);
    const directory = await snapshotOf(lena);
    const here = ({ groupId }: Member) => groupId === group.id;
    expect(whole.members.filter(here)).toHaveLength(2);
    expect(directory.members.filter(here)).toMatchObject([{ userId: rene.id, source: null }]);
    expect(directory.users.find(({ id }) => id === rene.id)?.groupIds).toContain(group.id);
    expect(JSON.stringify(directory)).not.toContain(kit.id);
    expect(JSON.stringify(await newsSince(lena, 0))).not.toContain('"hand":');
  });

  it("come out the same whichever order two people change them in at the same moment", async () => {
    const { priya, tom, lena, ade, rene } = people;
    for (let round = 0; round < 5; round++) {
      const group = await makeGroup(priya, undefined, [lena]);
      const answers = await Promise.all([
        members(priya, group, { add: [ade.id], remove: [lena.id] }),
        members(tom, group, { add: [ade.id, rene.id] }),
        groupsOf(tom, ade, { add: [group.id] }),
        groupsOf(priya, rene, { add: [group.id] }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const { results } = await bindings.DB.prepare(
        "select user_id from group_members where group_id = ?",
      )
        .bind(group.id)
        .all<{ user_id: string }>();
      expect(results.map((row) => row.user_id).sort()).toEqual([ade.id, rene.id].sort());
    }
    await historyIsWhole(priya);
  });
});

describe("[A13] a merge", () => {
  it("moves the groups, each still whose it was, and tells of either person what changed", async () => {
    const { priya, oakfield } = people;
    const [kept, other] = [
      await makePerson(oakfield, "Jo James", "editor", "teacher", Date.now()),
      await makePerson(oakfield, "Jo James", "editor", "teacher", Date.now()),
    ];
    const shared = await makeGroup(priya, undefined, [kept, other]);
    const only = await makeGroup(priya, undefined, [other]);
    await bindings.DB.prepare("update group_members set source = 'mis' where group_id = ?")
      .bind(only.id)
      .run();
    const { seq } = await snapshotOf(priya);
    const merged = await priya.call("PUT", `/users/${other.id}/merger`, { into: kept.id });
    expect(await merged.json()).toMatchObject({ user: { groupIds: [shared.id, only.id].sort() } });
    const { groups, members: all } = await snapshotOf(priya);
    expect(all.filter(({ groupId }) => groupId === only.id)).toMatchObject([
      { userId: kept.id, source: "mis" },
    ]);
    expect(groups.find(({ id }) => id === shared.id)?.staff).toBe(1);
    expect((await seenBy(priya, other)).groupIds).toEqual([]);
    expect(await newsSince(priya, seq)).toMatchObject([
      {
        kind: "user.deactivated",
        changes: {
          mergedInto: [null, kept.id],
          groups: [{ [shared.id]: "hand", [only.id]: "mis" }, {}],
        },
      },
      { kind: "user.changed", changes: { groups: [{}, { [only.id]: "mis" }] } },
    ]);
  });
});
