import { beforeEach, describe, expect, inject, it } from "vitest";
import type { Event } from "#domain/events";
import { openIn, type PublicImport, type Tally } from "#domain/imports";
import type { PublicSource } from "#domain/imports/source";
import type { Env } from "#worker/env";
import { visit } from "#worker/imports/pull/visit";
import { applyAll, decideOn, differencesOf, misFile, proposed } from "../../files/mis-files.ts";
import { historyIsWhole } from "../../history.ts";
import { asked } from "../../interleaved.ts";
import { type MisAnswer, type MisBox, misClient } from "../../mis-server.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
let box: string;
beforeEach(async () => {
  people = await cast();
  box = `${inject("mis")}/${crypto.randomUUID()}`;
});

const person = (id: string, name: string, role: string, but: object = {}) => {
  const [givenName, familyName] = name.split(" ");
  const org = { sourcedId: "o1", type: "org" };
  return {
    sourcedId: id,
    status: "active",
    enabledUser: "true",
    username: id,
    givenName,
    familyName,
    role,
    orgs: [org],
    roles: [{ roleType: "primary", role, org }],
    grades: role === "student" ? ["07"] : [],
    ...but,
  };
};
const rows = (users: object[]) => ({
  orgs: [{ sourcedId: "o1", status: "active", name: "Oakfield High", type: "school" }],
  users,
  classes: [
    {
      sourcedId: "g1",
      status: "active",
      title: "7A, set 1",
      classType: "scheduled",
      grades: ["07"],
      school: { sourcedId: "o1" },
      course: { sourcedId: "c1" },
      terms: [{ sourcedId: "t1" }],
    },
  ],
  enrollments: [
    {
      sourcedId: "e1",
      status: "active",
      role: "teacher",
      user: { sourcedId: "s2" },
      class: { sourcedId: "g1" },
      school: { sourcedId: "o1" },
    },
  ],
});
const staff = [
  person("s1", "Joy Okafor", "teacher", { email: "j.okafor@oakfield.example" }),
  person("s2", "Kim Ward", "aide"),
  person("s3", "Lou Reed", "aide", { status: "tobedeleted" }),
  person("p1", "Ada Byron", "student"),
];

const behave = (how: Partial<MisBox>) => fetch(box, { method: "PUT", body: JSON.stringify(how) });
const settings = (but: object = {}) => ({
  version: "1.1",
  baseUrl: box,
  tokenUrl: `${box}/token`,
  ...misClient,
  ...but,
});
const set = (by: Somebody, but: object = {}) => by.call("PUT", "/imports/source", settings(but));
const trial = async (by: Somebody, but: object = {}) => {
  const answer = await by.call("PUT", "/imports/source/trial", settings(but));
  return ((await answer.json()) as { trouble: string | null }).trouble;
};
const sourceOf = async (by: Somebody) =>
  ((await (await by.get("/imports/source")).json()) as { source: PublicSource }).source;
const importsOf = async (by: Somebody) =>
  ((await (await by.get("/snapshot")).json()) as { imports: PublicImport[] }).imports;

/** It is the night in which the MIS is asked next, by so many at once. */
async function night(by: Somebody, { env = bindings, times = 1 } = {}): Promise<PublicSource> {
  const waiting: Promise<unknown>[] = [];
  const { nextAt } = await sourceOf(by);
  const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
  const visits = Array.from({ length: times }, () =>
    visit(env, context, by.school, Date.parse(nextAt)),
  );
  await Promise.all(visits);
  await Promise.allSettled(waiting);
  return sourceOf(by);
}

/** The database of whoever has begun to ask the MIS does this ahead of every word to it. */
function underWay(act: () => Promise<unknown>): Env {
  let isUnderWay = false;
  return asked(async (...queries) => {
    if (isUnderWay) await act();
    isUnderWay ||= queries.some((query) => query.startsWith('update "mis_sources"'));
  });
}

const once = (act: () => Promise<unknown>) => {
  let isDone = false;
  return async () => {
    if (isDone) return;
    isDone = true;
    await act();
  };
};
/** How often somebody was let in. */
const asking = async () => {
  const { asked } = (await (await fetch(box)).json()) as { asked: string[] };
  return asked.filter((one) => one === "POST token").length;
};
/** What everybody is told of how asking goes. */
const toldOf = async (by: Somebody) => {
  const { events } = (await (await by.get("/events?since=0")).json()) as { events: Event[] };
  return events.flatMap(({ changes }) => (changes?.misSource ? [changes.misSource[1]] : []));
};

describe("[S5] the MIS that is asked each night", () => {
  it.each(["1.1", "1.2"])("says by OneRoster %s what it would say as a file", async (version) => {
    const { priya, tom } = people;
    await behave({ rows: rows(staff), mostRows: 2, total: version === "1.1" ? "said" : "unsaid" });
    expect((await set(priya, { version })).status).toBe(200);
    const source = await night(priya);
    expect(source).toMatchObject({ trouble: null, lastAt: expect.any(String) });
    const [found] = await importsOf(tom);
    expect(found).toMatchObject({ source: "pull", by: null, status: "proposed" });
    const names = (await differencesOf(tom, found?.id ?? "")).map(
      ({ kind, subject }) => `${kind} ${subject.name}`,
    );
    expect(names).toEqual([
      "group 7A, set 1",
      "joiner Joy Okafor",
      "joiner Kim Ward",
      "pupil Ada Byron",
      "member 7A, set 1",
    ]);
    await applyAll(tom, found?.id ?? "");
    // The next night has nothing new, and leaves what stands.
    await night(priya);
    expect((await importsOf(tom)).map(({ id }) => id)).toEqual([found?.id]);
  });

  it("closes what differs no more once the MIS has been put right", async () => {
    const { priya, tom } = people;
    await behave({ rows: rows(staff) });
    await set(priya);
    await night(priya);
    const [found] = await importsOf(tom);
    await applyAll(tom, found?.id ?? "");
    await behave({ rows: rows([...staff, person("s4", "Amy Poe", "aide")]) });
    await night(priya);
    expect((await importsOf(tom))[0]?.counts.joiner.open).toBe(1);
    await behave({ rows: rows(staff) });
    await night(priya);
    const [last, ...others] = await importsOf(tom);
    expect(others).toEqual([]);
    expect(last).toMatchObject({ source: "pull", status: "proposed" });
    expect(openIn(last?.counts as Tally)).toBe(0);
    expect(await differencesOf(tom, last?.id ?? "")).toEqual([]);
    // Once that is said, it is not said every night.
    await night(priya);
    expect((await importsOf(tom))[0]?.id).toBe(last?.id);
  });

  it("leaves what Priya and Tom have decided about what is the same the next night", async () => {
    const { priya, tom, ngozi } = people;
    const decided = async () => {
      const [found] = await importsOf(tom);
      const all = await differencesOf(tom, found?.id ?? "");
      return all.map(({ subject, kind, state, decidedBy }) =>
        [kind, subject.name, state, decidedBy?.name].join(" ").trim(),
      );
    };
    await behave({ rows: rows(staff) });
    await set(priya);
    await night(priya);
    const [first] = await importsOf(tom);
    const of = async (kind: string, q = "") => {
      const some = await differencesOf(tom, first?.id ?? "", `&kind=${kind}&q=${q}`);
      return { ids: some.map(({ id }) => id) };
    };
    await decideOn(priya, first?.id ?? "", await of("joiner", "okafor"));
    await decideOn(tom, first?.id ?? "", await of("joiner", "ward"), "ignored");
    await decideOn(tom, first?.id ?? "", await of("group"), "never");
    await decideOn(tom, first?.id ?? "", { all: "pupil" });
    // Nothing is new: what stands is left alone.
    await night(priya);
    expect((await importsOf(tom)).map(({ id }) => id)).toEqual([first?.id]);
    // Somebody else has come, and Ada is called otherwise.
    const renamed = person("p1", "Ada Lovelace", "student");
    const others = [person("s4", "Amy Poe", "aide"), ...staff.slice(0, 3), renamed];
    await behave({ rows: rows(others) });
    await night(priya);
    const [second] = await importsOf(tom);
    expect(second?.id).not.toBe(first?.id);
    expect(await decided()).toEqual([
      "group 7A, set 1 never Tom Mills",
      "joiner Amy Poe open",
      "joiner Joy Okafor accepted Priya Shah",
      "joiner Kim Ward ignored Tom Mills",
      "pupil Ada Lovelace open",
      "member 7A, set 1 open",
    ]);
    expect(second?.counts).toMatchObject({
      joiner: { open: 1, accepted: 1, ignored: 1 },
      pupil: { open: 1, accepted: 0 },
    });
    // A file is a newer word of the same MIS.
    const file = await proposed(tom, misFile([{ id: "s2", name: "Kim Ward", role: "aide" }]));
    expect(file.counts.joiner).toMatchObject({ open: 0, ignored: 1 });
    await historyIsWhole(priya);
    expect(await importsOf(ngozi)).toEqual([]);
  });

  it("is asked between two and five, where the school is", async () => {
    const { priya } = people;
    await set(priya);
    const { nextAt } = await sourceOf(priya);
    const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: "Europe/London" });
    expect([2, 3, 4]).toContain(Number(hour.format(Date.parse(nextAt))));
    expect(Date.parse(nextAt)).toBeGreaterThan(Date.now());
  });

  it("goes on after answers that are cut or put off, and takes nothing that is not whole", async () => {
    const { priya } = people;
    await behave({ rows: rows(staff), script: ["busy", "well", "cut", "busy", "well", "cut"] });
    await set(priya);
    expect((await night(priya)).trouble).toBeNull();
    const [before] = await importsOf(priya);
    for (const [how, words] of [
      [{ script: ["away"] }, /later/],
      [{ script: ["well", "cut", "cut", "cut"] }, /breaks off/],
      [{ script: ["well", "page", "page", "page"] }, /not data/],
      [{ rows: rows(staff.slice(0, 1)), total: 4 }, /1 of 4 users|of 4/],
      [{ rows: { ...rows(staff), enrollments: undefined }, total: "said" }, /no enrollments/],
    ] as [Partial<MisBox>, RegExp][]) {
      await behave(how);
      const { trouble, nextAt } = await night(priya);
      expect(trouble).toMatch(words);
      expect(Date.parse(nextAt)).toBeGreaterThan(Date.now());
      await behave({ rows: rows(staff), total: "said", script: [] });
    }
    // Nobody has left meanwhile.
    expect((await importsOf(priya)).map(({ id }) => id)).toEqual([before?.id]);
  });

  it("is tried out, and says in words what is wrong", async () => {
    const { priya } = people;
    await behave({ rows: rows(staff) });
    expect(await trial(priya)).toBeNull();
    expect(await trial(priya, { secret: "wrong" })).toMatch(/does not accept/);
    expect(await trial(priya, { tokenUrl: box })).toMatch(/token/);
    expect(await trial(priya, { baseUrl: `${box}/wrong` })).toMatch(/no OneRoster 1.1/);
    for (const [script, words] of [
      [["page", "page", "page"], /not data/],
      [["broken"], /fault of its own/],
      [["elsewhere"], /sends us on/],
      [["well", "forbidden"], /not to see users/],
    ] as const) {
      await behave({ script: [...script] });
      expect(await trial(priya)).toMatch(words);
    }
    await behave({ rows: rows([]) });
    expect(await trial(priya)).toMatch(/has nobody/);
  });

  it("is said to be in trouble only by a try of what is set", async () => {
    const { priya } = people;
    await behave({ rows: rows(staff) });
    await set(priya);
    const { clientId: _id, secret: _secret, ...kept } = settings();
    const tried = async (but: object) => {
      await priya.call("PUT", "/imports/source/trial", { ...kept, ...but });
      return (await sourceOf(priya)).trouble;
    };
    expect(await tried({ secret: "wrong" })).toBeNull();
    expect(await tried({ version: "1.2" })).toBeNull();
    await behave({ script: ["broken"] });
    expect(await tried({})).toMatch(/fault of its own/);
    expect(await tried({ school: "o2" })).toMatch(/fault of its own/);
    expect(await tried(misClient)).toBeNull();
    expect(await toldOf(priya)).toEqual(["set", "troubled", "well"]);
  });

  it("says which schools it has where none is set, and gives the one that is", async () => {
    const { priya } = people;
    const org = { sourcedId: "o2", type: "org" };
    const away = person("s9", "Amy Poe", "aide", { orgs: [org], roles: [] });
    const two = rows([...staff, away]);
    two.orgs.push({ sourcedId: "o2", status: "active", name: "Fernhill", type: "school" });
    await behave({ rows: two });
    await set(priya);
    expect((await night(priya)).trouble).toMatch(
      /2 schools.*Oakfield High \(o1\), Fernhill \(o2\)/,
    );
    await set(priya, { school: "o2" });
    expect((await night(priya)).trouble).toBeNull();
    const [found] = await importsOf(priya);
    expect(found?.counts.joiner.open).toBe(1);
  });

  it("is asked by one alone, however many come at once", async () => {
    const { priya } = people;
    await behave({ rows: rows(staff) });
    await set(priya);
    expect((await night(priya, { times: 3 })).trouble).toBeNull();
    expect(await asking()).toBe(1);
  });

  it.each([
    ["well", [] as MisAnswer[]],
    ["in trouble", ["away"] as MisAnswer[]],
  ])("stays as Priya sets it while it is asked, though that one was %s", async (_, script) => {
    const { priya } = people;
    await behave({ rows: rows(staff), script });
    await set(priya);
    const other = { baseUrl: `${inject("mis")}/other` };
    const env = underWay(once(() => set(priya, other)));
    const after = await night(priya, { env });
    expect(after).toMatchObject({ ...other, trouble: null, lastAt: null });
    expect(Date.parse(after.nextAt)).toBeLessThan(Date.now() + 25 * 3_600_000);
    expect(await importsOf(priya)).toEqual([]);
    expect(await toldOf(priya)).toEqual(["set", "set"]);
  });

  it("is asked again after a day at the latest, whatever it wishes", async () => {
    const { priya } = people;
    await set(priya);
    for (const [wish, hours] of [
      ["9".repeat(13), 24],
      [new Date(Date.now() + 7_200_000).toUTCString(), 2.1],
      ["Wed, 21 Oct 99999 07:28:00 GMT", 24],
    ] as const) {
      await behave({ script: ["away"], away: wish });
      const before = Date.parse((await sourceOf(priya)).nextAt);
      const { nextAt, trouble } = await night(priya);
      expect(trouble, wish).toMatch(/later/);
      const waits = (Date.parse(nextAt) - before) / 3_600_000;
      expect(waits, wish).toBeGreaterThanOrEqual(0.5);
      expect(waits, wish).toBeLessThanOrEqual(hours);
      await set(priya);
    }
    // What says nothing is no wish.
    await behave({ rows: rows(staff), script: ["away"], away: "soon" });
    expect((await night(priya)).trouble).toBeNull();
  });

  it("waits for the next night after three tries that came to nothing, which is told at once, and once", async () => {
    const { priya, lena, ngozi } = people;
    await set(priya);
    const broken = () => Promise.reject(new Error("no memory"));
    const waits: number[] = [];
    for (let nth = 0; nth < 4; nth++) {
      const env = nth === 1 ? underWay(once(broken)) : bindings;
      const before = Date.parse((await sourceOf(priya)).nextAt);
      await behave({ rows: rows(staff), script: nth === 1 ? [] : ["broken"] });
      const { nextAt, trouble } = await night(priya, { env });
      expect(trouble).toMatch(nth === 1 ? /tried again/ : /fault of its own/);
      waits.push((Date.parse(nextAt) - before) / 60_000);
    }
    expect(waits.map((minutes) => (minutes > 60 ? "a night" : minutes))).toEqual([
      30,
      30,
      "a night",
      30,
    ]);
    await behave({ script: [] });
    expect((await night(priya)).trouble).toBeNull();
    const told = ["set", "troubled", "troubled", "troubled", "well"];
    expect(await toldOf(priya)).toEqual(told);
    for (const by of [lena, ngozi]) expect(await toldOf(by)).toEqual([]);
    const { events } = (await (await lena.get("/events?since=0")).json()) as { events: Event[] };
    expect(events.filter(({ kind }) => kind === "school.changed")).toHaveLength(1);
    await historyIsWhole(priya);
  });

  it("waits for the next night where whoever asked was killed three times, and says so", async () => {
    const { priya } = people;
    await behave({ rows: rows(staff) });
    await set(priya);
    for (let nth = 0; nth < 3; nth++) {
      const env = underWay(() => Promise.reject(new Error("killed")));
      await expect(night(priya, { env })).rejects.toThrow();
      expect((await sourceOf(priya)).trouble).toBeNull();
    }
    const before = Date.parse((await sourceOf(priya)).nextAt);
    const { trouble, nextAt } = await night(priya);
    expect(trouble).toMatch(/broke off/);
    expect(Date.parse(nextAt)).toBeGreaterThan(before + 3_600_000);
    expect(await asking()).toBe(3);
    expect(await toldOf(priya)).toEqual(["set", "troubled"]);
    // The next night is one like any other.
    expect((await night(priya)).trouble).toBeNull();
  });

  it("is no address that only we can reach", async () => {
    const { priya } = people;
    for (const baseUrl of [
      "http://mis.example.org",
      "https://10.0.0.1",
      "https://167772161",
      "https://0xa.1",
      "https://[fd00::1]",
      "https://mis",
      "https://metadata.internal",
      "https://mis.local.",
      "https://me:pass@mis.example.org",
      "file:///etc/passwd",
      "mis.example.org",
    ]) {
      const answer = await set(priya, { baseUrl });
      expect(answer.status, baseUrl).toBe(422);
      expect(JSON.stringify(await answer.json())).toContain("baseUrl");
    }
    expect((await set(priya, { baseUrl: "https://mis.example.org" })).status).toBe(200);
  });

  it("keeps id and secret to itself, and shows them to no other address", async () => {
    const { priya, lena, ngozi } = people;
    const answers = [
      await set(priya),
      await priya.call("PUT", "/imports/source/trial", settings()),
      await priya.get("/imports/source"),
      await priya.get("/snapshot"),
      await priya.get("/events?since=0"),
    ];
    for (const { status } of answers) expect(status).toBe(200);
    const shown = await Promise.all(answers.map((answer) => answer.text()));
    const { results } = await bindings.DB.prepare("select * from mis_sources").all();
    for (const text of [...shown, JSON.stringify(results)])
      for (const secret of Object.values(misClient)) expect(text).not.toContain(secret);
    const { clientId: _id, secret: _secret, ...rest } = settings();
    expect((await priya.call("PUT", "/imports/source", rest)).status).toBe(200);
    const moved = { ...rest, tokenUrl: `${inject("mis")}/other/token` };
    expect((await priya.call("PUT", "/imports/source", moved)).status).toBe(422);
    expect((await lena.get("/imports/source")).status).toBe(403);
    const hers = await ngozi.ask(`/api/schools/${priya.school}/imports/source`);
    expect(hers.status).toBe(404);
    expect((await priya.call("DELETE", "/imports/source")).status).toBe(204);
    expect(await sourceOf(priya)).toBeNull();
  });
});
