import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PublicGroup } from "#domain/groups";
import type { PublicInvite } from "#domain/invites";
import type { PublicPupil } from "#domain/pupils";
import type { PublicUser } from "#domain/users";
import { ageImports } from "../../aging.ts";
import {
  applied,
  applyAll,
  decideOn,
  differencesOf,
  importOf,
  type MisPerson,
  misFile,
  proposed,
} from "../../files/mis-files.ts";
import { historyIsWhole } from "../../history.ts";
import { justBefore } from "../../just-before.ts";
import { filledIn, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const joy: MisPerson = { id: "s1", name: "Joy Okafor", email: "j.okafor@oakfield.example" };
const kim: MisPerson = { id: "s2", name: "Kim Ward", role: "aide" };
const ada: MisPerson = { id: "p1", name: "Ada Byron", role: "student", grade: "07" };
const ben: MisPerson = { id: "p2", name: "Ben Cole", role: "student", grade: "07" };
const classes = (...members: string[]) => ({ g1: { name: "7A", members } });

const list = async <T>(by: Somebody, path: string) =>
  ((await (await by.get(path)).json()) as { items: T[] }).items;
const usersOf = (by: Somebody) => list<PublicUser>(by, "/users?limit=200");
const named = <T extends { familyName: string }>(all: T[], familyName: string) =>
  all.find((one) => one.familyName === familyName);

describe("[S5] applying an import", () => {
  it("invites whoever has an address, makes accounts of the others, and groups with their members", async () => {
    const { priya, tom } = people;
    const file = misFile([joy, kim, ada, ben], classes("s1", "s2", "p1"));
    const { id } = await proposed(priya, file);
    const done = await applyAll(priya, id);
    expect(done).toMatchObject({
      status: "applied",
      done: done.total,
      counts: { joiner: { applied: 2 } },
    });
    const [invite] = await list<PublicInvite>(tom, "/invites?status=pending");
    expect(invite).toMatchObject({
      email: joy.email,
      role: "editor",
      invitedBy: { name: "Priya Shah" },
    });
    const ward = named(await usersOf(tom), "Ward");
    expect(ward).toMatchObject({
      role: "viewer",
      email: null,
      passwordState: "none",
      username: expect.stringMatching(/^ng75pn_ward\d*$/),
    });
    const [group] = await list<PublicGroup>(tom, "/groups");
    expect(group).toMatchObject({ name: "7A", staff: 1, pupils: 1, source: "mis" });
    expect(ward?.groupIds).toEqual([group?.id]);
    const pupils = await list<PublicPupil>(tom, "/pupils");
    expect(named(pupils, "Byron")).toMatchObject({ groupIds: [group?.id], sourcedId: "p1" });
    // The same file once more.
    const again = await proposed(tom, file);
    expect(await differencesOf(tom, again.id)).toEqual([]);
    // Joy accepts, and is in her class with the next import.
    expect((await submit(tokenOf(invite as PublicInvite), filledIn())).status).toBe(303);
    const third = await proposed(tom, file);
    expect(await differencesOf(tom, third.id)).toMatchObject([
      { kind: "member", subject: { name: "7A" }, after: { added: 1 } },
    ]);
    await applyAll(tom, third.id);
    expect((await list<PublicGroup>(tom, "/groups"))[0]).toMatchObject({ staff: 2 });
    await historyIsWhole(priya);
  });

  it("knows whoever it invited though they came by another invite", async () => {
    const { priya } = people;
    const email = `joy.${priya.school}@oakfield.example`;
    const file = misFile([{ ...joy, email }], classes("s1"));
    await applyAll(priya, (await proposed(priya, file)).id);
    const [first] = await list<PublicInvite>(priya, "/invites?status=pending");
    await priya.call("POST", "/invites/acts", { ids: [first?.id], act: "revoke" });
    // Whom somebody has thought better of is not invited once more.
    expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
    await priya.call("POST", "/invites", { email, role: "editor" });
    const [second] = await list<PublicInvite>(priya, "/invites?status=pending");
    expect((await submit(tokenOf(second as PublicInvite), filledIn())).status).toBe(303);
    const { id } = await proposed(priya, file);
    expect((await differencesOf(priya, id)).map(({ kind }) => kind)).toEqual([
      "identity",
      "member",
    ]);
    await applyAll(priya, id);
    expect(await list<PublicGroup>(priya, "/groups")).toMatchObject([{ name: "7A", staff: 1 }]);
    expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
  });

  it("hands over what it made, each password shown once", async () => {
    const { priya, tom, ngozi } = people;
    const { id } = await proposed(priya, misFile([kim, { id: "s3", name: "Lou Ward" }]));
    await applyAll(priya, id);
    const print = async (by: Somebody) =>
      (await (await by.call("PUT", "/imports/slips", {})).json()) as {
        slips: { user: PublicUser; oneTimePassword: string }[];
        left: number;
      };
    expect((await print(ngozi)).slips).toEqual([]);
    const [hers, his] = await Promise.all([print(priya), print(tom)]);
    const all = [...hers.slips, ...his.slips];
    expect(all.map(({ user }) => user.username).sort()).toEqual([
      expect.stringMatching(/^ng75pn_ward\d*$/),
      expect.stringMatching(/^ng75pn_ward\d*$/),
    ]);
    const json = { "Content-Type": "application/json", Origin: "https://staffroom.test" };
    for (const { user, oneTimePassword: password } of all) {
      const body = JSON.stringify({ username: user.username, password });
      const answer = await ask("/api/session", { method: "POST", body, headers: json });
      expect(answer.status).toBe(201);
    }
    expect(await print(priya)).toEqual({ slips: [], left: 0 });
  });

  it("answers the passwords it has made, whatever comes after, and goes round whoever is another school's, too", async () => {
    const { priya, ngozi } = people;
    const { id } = await proposed(priya, misFile([kim, { id: "s3", name: "Lou Ward" }]));
    await applyAll(priya, id);
    const lou = (await usersOf(priya)).find(({ givenName }) => givenName === "Lou");
    justBefore('update "users"', () =>
      bindings.DB.prepare(
        `insert into memberships
          (school_id, user_id, role, edit_history, see_whole_school, set_targets, status, joined_at)
          values (?, ?, 'viewer', 0, 0, 0, 'inactive', 0)`,
      )
        .bind(ngozi.school, lou?.id)
        .run(),
    );
    const print = async () => {
      const answer = await priya.call("PUT", "/imports/slips", {});
      expect(answer.status).toBe(200);
      return (await answer.json()) as { slips: { user: PublicUser }[]; left: number };
    };
    const { slips, left } = await print();
    expect(slips.map(({ user }) => user.givenName)).toEqual(["Kim"]);
    expect(left).toBe(1);
    expect(await print()).toEqual({ slips: [], left: 0 });
  });

  it("makes nobody Admin or Owner but by a decision on them alone", async () => {
    const { priya, tom } = people;
    const head = { id: "s7", name: "Ina Head", role: "principal", email: "head@oakfield.example" };
    const it = { id: "s8", name: "Ed Tech", role: "administrator", email: "it@oakfield.example" };
    const una = { id: "s9", name: "Una Mailless", role: "principal" };
    const { id } = await proposed(tom, misFile([head, it, joy, una]));
    await decideOn(tom, id, { all: "joiner" });
    const held = await applied(tom, id);
    expect(await list<PublicInvite>(tom, "/invites")).toHaveLength(1);
    expect(held.counts.joiner).toMatchObject({ applied: 1, open: held.counts.joiner.open });
    const open = await differencesOf(tom, id, "&state=open");
    expect(open.every(({ outcome }) => outcome?.includes("by itself"))).toBe(true);
    const ids = open.map((one) => one.id);
    await decideOn(tom, id, { ids });
    await applied(tom, id);
    const after = await differencesOf(tom, id, "&state=applied");
    const tech = after.find(({ subject }) => subject.name === "Ed Tech");
    expect(tech?.outcome).toBeNull();
    const emails = (await list<PublicInvite>(priya, "/invites")).map(({ email, role }) => [
      email,
      role,
    ]);
    expect(emails).toContainEqual([it.email, "admin"]);
    // Tom is an Admin: he makes no Owner.
    expect(emails.filter(([, role]) => role === "owner")).toEqual([]);
    expect(named(await usersOf(priya), "Mailless")).toBeUndefined();
    // Priya can, who is one.
    const left = await differencesOf(priya, id, "&state=open");
    expect(left.map(({ outcome }) => outcome)).toEqual(
      Array(2).fill(expect.stringContaining("Ask an Owner")),
    );
    await decideOn(priya, id, { ids: left.map((one) => one.id) });
    await applied(priya, id);
    expect(named(await usersOf(priya), "Mailless")).toMatchObject({ role: "owner" });
    const roles = (await list<PublicInvite>(priya, "/invites")).map(({ role }) => role);
    expect(roles).toContain("owner");
  });

  it("takes a decision on one for one, whether all of its kind were accepted before it or after", async () => {
    const { priya } = people;
    const head = { id: "s7", name: "Ina Head", role: "principal", email: "ina@oakfield.example" };
    const deputy = { id: "s8", name: "Ed Deputy", role: "principal", email: "ed@oakfield.example" };
    const { id } = await proposed(priya, misFile([head, deputy, joy]));
    const idOf = async (name: string) =>
      (await differencesOf(priya, id, `&kind=joiner&q=${name}`)).map((one) => one.id);
    await decideOn(priya, id, { ids: await idOf("Head") });
    await decideOn(priya, id, { all: "joiner" });
    await decideOn(priya, id, { ids: await idOf("Deputy") });
    await applied(priya, id);
    const invites = await list<PublicInvite>(priya, "/invites");
    expect(invites.map(({ email, role }) => `${email} ${role}`).sort()).toEqual([
      `${deputy.email} owner`,
      `${head.email} owner`,
      `${joy.email} editor`,
    ]);
  });

  it("takes over details but not what was put right by hand, and deactivates who has left", async () => {
    const { priya } = people;
    const lou = { id: "s3", name: "Lou Reed" };
    const rest = Array.from({ length: 20 }, (_, i) => ({ id: `r${i}`, name: `Rest Staff${i}x` }));
    await applyAll(priya, (await proposed(priya, misFile([kim, lou, ...rest]))).id);
    const users = await usersOf(priya);
    const [ward, reed] = [named(users, "Ward"), named(users, "Reed")];
    await priya.call(
      "PATCH",
      `/users/${ward?.id}`,
      { givenName: "Kimberley" },
      { "If-Match": `"${ward?.version}"` },
    );
    const file = misFile([{ ...kim, name: "Kim-Li Warden" }, ...rest]);
    const { id } = await proposed(priya, file);
    const found = await differencesOf(priya, id);
    expect(found).toMatchObject([
      { kind: "details", protected: ["givenName"], after: { familyName: "Warden" } },
      { kind: "leaver", subject: { id: reed?.id } },
    ]);
    await applyAll(priya, id);
    const after = await usersOf(priya);
    expect(after.find((user) => user.id === ward?.id)).toMatchObject({
      givenName: "Kimberley",
      familyName: "Warden",
    });
    expect(after.find((user) => user.id === reed?.id)?.status).toBe("inactive");
    expect(await differencesOf(priya, (await proposed(priya, file)).id)).toEqual([]);
    // Lou is back.
    await applyAll(priya, (await proposed(priya, misFile([kim, lou, ...rest]))).id);
    expect((await usersOf(priya)).find((user) => user.id === reed?.id)?.status).toBe("active");
    await historyIsWhole(priya);
  });

  it("takes over what the MIS had left empty once it says something, though it said other things in between", async () => {
    const { priya } = people;
    const apply = async (...people: MisPerson[]) =>
      applyAll(priya, (await proposed(priya, misFile(people))).id);
    const { grade: _, ...small } = ada;
    await apply(kim, small);
    await apply({ ...kim, name: "Kim Warden" }, { ...small, name: "Ada King" });
    const full = { ...kim, name: "Kim Warden", email: `kim.${priya.school}@oakfield.example` };
    const { id } = await proposed(priya, misFile([full, { ...ada, name: "Ada King" }]));
    expect(await differencesOf(priya, id)).toMatchObject([
      { kind: "pupil", after: { yearGroup: "Year 7" }, protected: [] },
      { kind: "details", after: { email: full.email }, protected: [] },
    ]);
  });

  it("takes a second admin where more than a tenth would leave", async () => {
    const { priya, tom } = people;
    const staff = Array.from({ length: 10 }, (_, i) => ({ id: `s${i}`, name: `Kim Ward${i}x` }));
    await applyAll(priya, (await proposed(priya, misFile(staff))).id);
    const { id } = await proposed(priya, misFile(staff.slice(0, 8)));
    await decideOn(priya, id, { all: "leaver" });
    const post = (by: Somebody) => by.call("POST", `/imports/${id}/application`, {});
    for (let i = 0; i < 2; i++) {
      const refused = await post(priya);
      expect(refused.status).toBe(409);
      expect(((await refused.json()) as { code: string }).code).toBe("needs_second_admin");
    }
    expect(await importOf(await tom.get(`/imports/${id}`))).toMatchObject({
      status: "proposed",
      askedBy: { name: "Priya Shah" },
    });
    // What was decided after she asked, she has not asked for.
    await decideOn(tom, id, { all: "leaver" }, "ignored");
    await decideOn(tom, id, { all: "leaver" });
    expect((await post(tom)).status).toBe(409);
    expect((await applied(priya, id)).counts.leaver.applied).toBe(2);
  });

  it("takes one, too, where they would leave a few at a time, and none for what is left when they have gone", async () => {
    const { priya, tom } = people;
    const staff = Array.from({ length: 20 }, (_, i) => ({ id: `s${i}`, name: `Kim Ward${i}x` }));
    await applyAll(priya, (await proposed(priya, misFile(staff))).id);
    const { id } = await proposed(priya, misFile([...staff.slice(0, 16), { ...joy, id: "j1" }]));
    const leavers = (await differencesOf(priya, id, "&kind=leaver")).map((one) => one.id);
    await decideOn(priya, id, { ids: leavers.slice(0, 2) });
    expect((await applied(priya, id)).counts.leaver.applied).toBe(2);
    await decideOn(priya, id, { ids: leavers.slice(2) });
    const refused = await priya.call("POST", `/imports/${id}/application`, {});
    expect(((await refused.json()) as { code: string }).code).toBe("needs_second_admin");
    expect((await applied(tom, id)).counts.leaver.applied).toBe(4);
    await decideOn(priya, id, { all: "joiner" });
    expect((await applied(priya, id)).counts.joiner.applied).toBe(1);
  });

  it.each([
    ["staff", "teacher"],
    ["pupils", "student"],
  ])(
    "takes one, too, where a few %s leave with each file of a day, and none the day after",
    async (_, role) => {
      const { priya, ngozi } = await cast();
      const all = Array.from({ length: 20 }, (_, i) => ({
        id: `d${i}`,
        name: `Kim Day${i}x`,
        role,
      }));
      const post = async (by: Somebody, count: number) => {
        const { id } = await proposed(by, misFile(all.slice(0, count)));
        await decideOn(by, id, { all: "leaver" });
        const { status } = await by.call("POST", `/imports/${id}/application`, {});
        if (status === 202) await applied(by, id);
        return status;
      };
      // Who leaves another school counts for nothing.
      for (const by of [ngozi, priya]) {
        await applyAll(by, (await proposed(by, misFile(all))).id);
        expect(await post(by, 18)).toBe(202);
      }
      expect(await post(priya, 17)).toBe(409);
      // Looked at in a file of its own, too, and though another file came between.
      await proposed(priya, misFile(all.slice(0, 18)));
      expect(await post(priya, 17)).toBe(409);
      await ageImports(priya);
      expect(await post(priya, 17)).toBe(202);
    },
  );

  it("never lets go the last Owner or whoever applies", async () => {
    const { priya, tom } = people;
    const emailOf = async ({ id }: Somebody) =>
      (await usersOf(priya)).find((user) => user.id === id)?.email ?? "";
    const rows = [
      { id: "o1", name: "Priya Shah", email: await emailOf(priya) },
      { id: "o2", name: "Tom Mills", email: await emailOf(tom) },
    ];
    await applyAll(priya, (await proposed(priya, misFile([...rows, kim]))).id);
    const { id } = await proposed(tom, misFile([kim]));
    await decideOn(tom, id, { all: "leaver" });
    await people.ade.call("POST", `/imports/${id}/application`, {});
    await applied(tom, id);
    const outcomes = (await differencesOf(tom, id)).map(({ subject, outcome }) => [
      subject.name,
      outcome !== null,
    ]);
    expect(outcomes.sort()).toEqual([
      ["Priya Shah", true],
      ["Tom Mills", true],
    ]);
    expect((await usersOf(priya)).every(({ status }) => status === "active")).toBe(true);
    // Another lets Tom go, but not herself.
    expect(await differencesOf(priya, id, "&state=open")).toHaveLength(2);
    await decideOn(priya, id, { all: "leaver" });
    await people.ade.call("POST", `/imports/${id}/application`, {});
    await applied(priya, id);
    const statuses = (await usersOf(priya)).map(
      ({ familyName, status }) => `${familyName} ${status}`,
    );
    expect(statuses).toContain("Mills inactive");
    expect(statuses).toContain("Shah active");
  });

  it("stops where whoever began it may no longer, and somebody else goes on", async () => {
    const { priya, tom } = people;
    const { id } = await proposed(tom, misFile([kim]));
    await decideOn(tom, id, { all: "joiner" });
    const begun = tom.call("POST", `/imports/${id}/application`, {});
    await Promise.all([begun, priya.call("PUT", `/users/${tom.id}/deactivation`)]);
    await vi.waitFor(async () => {
      const { status } = await importOf(await priya.get(`/imports/${id}`));
      expect(status).not.toBe("applying");
    });
    const { status, counts } = await importOf(await priya.get(`/imports/${id}`));
    if (status === "proposed" && counts.joiner.accepted > 0) await applied(priya, id);
    expect(named(await usersOf(priya), "Ward")).toBeDefined();
    await historyIsWhole(priya);
  });

  it("has nothing to do where nothing is accepted, and is nothing to others", async () => {
    const { priya, lena, ngozi } = people;
    const { id } = await proposed(priya, misFile([kim]));
    const path = `/imports/${id}/application`;
    const refused = await priya.call("POST", path, {});
    expect(refused.status).toBe(409);
    expect(((await refused.json()) as { code: string }).code).toBe("nothing_to_apply");
    expect((await lena.call("POST", path, {})).status).toBe(403);
    expect((await ngozi.call("POST", path, {})).status).toBe(404);
  });
});
