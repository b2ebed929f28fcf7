import { createRoot, createSignal } from "solid-js";
import { expect, test } from "vitest";
import { seenBy } from "#domain/events";
import { sentence, spoken } from "#domain/events/sentences";
import { type GroupStatus, newGroup, type PublicGroup, publishedGroup } from "#domain/groups";
import { changesOfLinks, relink } from "#domain/groups/members";
import type { EventOf } from "#domain/nouns";
import { listed } from "#domain/users";
import { counted } from "../../../web/groups/counts.ts";
import { inOrder, searchGroups } from "../../../web/groups/list.ts";
import { createPicking } from "../../../web/groups/picker/picking.ts";
import { createSchool } from "../../../web/replica/school.ts";
import type { Snapshot, Source } from "../../../web/replica/school-api.ts";
import { at, noRows, user, userEvent } from "../rows.ts";

function group(but: Partial<PublicGroup> = {}): PublicGroup {
  const made = newGroup({ name: "7A", yearGroup: "Year 7" }, { id: "7a", schoolId: "oakfield" }, 0);
  return { ...publishedGroup(made, { staff: 0, pupils: 0 }), ...but };
}

function groupEvent(
  seq: number,
  kind: EventOf<"group">["kind"],
  changes: EventOf<"group">["changes"] = null,
  but: Partial<PublicGroup> = {},
): EventOf<"group"> {
  const actor = { id: "tom", name: "Tom Mills" };
  const numbered = { seq, at: at(0), actor, command: `c${seq}` };
  return { ...numbered, kind, changes, group: group({ version: seq, ...but }) };
}

const members = (gone: Record<string, "hand">, come: Record<string, "hand">) =>
  changesOfLinks("members", { gone, come });

const lena = user({ id: "lena" });
const rene = user({ id: "rene", givenName: "Rene", familyName: "Dubois" });

function schoolOf(users: Snapshot["users"]) {
  const school = createSchool("oakfield", {} as Source);
  const about = { id: "oakfield" } as Snapshot["school"];
  const rows = { ...noRows, users, groups: [group()] };
  school.restore({
    epoch: "e1",
    seq: 1,
    school: about,
    recovery: null,
    invitesSince: null,
    ...rows,
  });
  return school;
}

test("[S4] what happens to a group is said in words", () => {
  const said = (event: EventOf<"group">) => {
    const words = sentence(event, "tom");
    return [spoken(words), words.detail];
  };
  expect(said(groupEvent(1, "group.added"))).toEqual(["You added the group 7A.", "Year 7"]);
  expect(said(groupEvent(2, "group.changed", { name: ["7B", "7A"] }))[0]).toBe(
    "You renamed 7B to 7A.",
  );
  expect(said(groupEvent(2, "group.changed", { yearGroup: [null, "Year 7"] }))).toEqual([
    "You changed the group 7A.",
    "no year group → Year 7",
  ]);
  expect(said(groupEvent(2, "group.changed", { status: ["inactive", "active"] }))[0]).toBe(
    "You brought back the group 7A.",
  );
  const filled = groupEvent(3, "group.changed", members({ a: "hand" }, { b: "hand", c: "hand" }));
  expect(said(filled)).toEqual(["You changed who is in 7A.", "2 added · 1 removed"]);
  const moved = userEvent(
    "user.changed",
    changesOfLinks("groups", { gone: {}, come: { x: "mis" } }),
  );
  expect(spoken(sentence(moved, null))).toBe("Tom Mills changed the groups of Lena Brand.");
  expect(spoken(sentence(moved, "lena"))).toBe("Tom Mills changed your groups.");
  expect(sentence(moved).detail).toBe("1 added");
});

test("[S4] a replica follows who is in a group from either side, and counts the active", () => {
  const school = schoolOf([lena, rene]);
  school.hear([groupEvent(2, "group.changed", members({}, { lena: "hand", rene: "hand" }))], 2);
  expect(school.users.at("lena")?.groupIds).toEqual(["7a"]);
  expect(school.members.all().map(({ userId, source }) => [userId, source])).toEqual([
    ["rene", "hand"],
    ["lena", "hand"],
  ]);
  const staff = () => counted(school.groups.all(), school.users.all(), null)[0]?.staff;
  expect(staff()).toBe(2);
  // Heard once more, nothing changes.
  school.hear([groupEvent(2, "group.changed", members({}, { lena: "hand" }))], 2);
  expect(staff()).toBe(2);
  const changes = changesOfLinks("groups", { gone: { "7a": "hand" }, come: {} });
  school.hear([{ ...userEvent("user.changed", changes), seq: 3 }], 3);
  expect(school.members.all().map(({ userId }) => userId)).toEqual(["rene"]);
  expect(staff()).toBe(1);
});

test("[S4] the directory hears which memberships changed, not whose they are, and drops those of whoever leaves", () => {
  const told = seenBy("editor", groupEvent(2, "group.changed", members({}, { lena: "hand" })));
  expect(told?.changes).toEqual({ members: [{}, { lena: null }] });
  const renamed = groupEvent(2, "group.changed", { name: ["7B", "7A"] });
  expect(seenBy("viewer", renamed)?.changes).toBeNull();
  const school = schoolOf([lena, rene].flatMap((each) => listed(each) ?? []));
  if (told) school.hear([told], 2);
  expect(school.members.all()).toMatchObject([{ userId: "lena", source: null }]);
  const left = userEvent("user.deactivated");
  const gone = { ...left, user: { ...user({ status: "inactive" }), groupIds: ["7a"] } };
  const seen = seenBy("viewer", gone);
  if (seen) school.hear([seen], 3);
  expect(school.members.all()).toEqual([]);
  const back = { ...userEvent("user.reactivated"), user: user({ groupIds: ["7a"] }) };
  const again = seenBy("viewer", back);
  if (again) school.hear([again], 4);
  expect(school.members.all()).toMatchObject([{ userId: "lena", groupId: "7a" }]);
});

test("[S4] groups are searched by name and year, and sorted as people count", () => {
  const status: GroupStatus = "inactive";
  const all = [
    group({ id: "10", name: "10B", yearGroup: "Year 10" }),
    group({ id: "9", name: "9B", yearGroup: null }),
    group({ id: "old", name: "Éta", status }),
  ];
  const ids = (groups: { id: string }[]) => groups.map(({ id }) => id);
  expect(ids(inOrder(all, null))).toEqual(["9", "10", "old"]);
  expect(ids(inOrder(all, { by: "yearGroup", isDescending: false })).at(-1)).toBe("9");
  expect(ids(searchGroups(all, "all", "b YEAR"))).toEqual(["10"]);
  expect(ids(searchGroups(all, "active", ""))).toEqual(["10", "9"]);
  expect(ids(searchGroups(all, "all", "eta"))).toEqual(["old"]);
});

test("[C2] what somebody else changes while I choose stands, and is not done again", () => {
  createRoot((dispose) => {
    const [present, setPresent] = createSignal<ReadonlySet<string>>(new Set(["a", "b"]));
    const picking = createPicking(present);
    picking.tick("c", true);
    picking.tick("d", true);
    expect(picking.addTicked()).toBe(2);
    picking.keep("a", false);
    expect(picking.changes()).toEqual({ add: ["c", "d"], remove: ["a"] });
    expect([...picking.listed()]).toEqual(["a", "b", "c", "d"]);
    // Somebody else takes a out, puts c in, and e too.
    setPresent(new Set(["b", "c", "e"]));
    expect(picking.changes()).toEqual({ add: ["d"], remove: [] });
    picking.keep("d", false);
    expect(picking.isDirty()).toBe(false);
    dispose();
  });
});

test("[S4] whoever is in stays in as they came, and nothing is told of what is so already", () => {
  const present = { a: "mis", b: "hand" } as const;
  expect(relink(present, { add: ["a", "c"], remove: ["b", "x"] })).toEqual({
    gone: { b: "hand" },
    come: { c: "hand" },
  });
  expect(relink(present, { add: ["a"], remove: ["x"] })).toBeNull();
});
