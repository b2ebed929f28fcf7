import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { differences } from "#db/schema";
import type { Event } from "#domain/events";
import { type Decision, openIn, type PublicImport } from "#domain/imports";
import { api } from "#worker/api";
import { sweep } from "#worker/events/sweep";
import {
  applyAll,
  decideOn,
  differencesOf,
  importOf,
  misFile,
  proposed,
  send,
} from "../../files/mis-files.ts";
import { historyIsWhole } from "../../history.ts";
import { asked, interleaved } from "../../interleaved.ts";
import { bindings, type Cast, cast, origin } from "../../people.ts";
import { rosterZip } from "../../rosters/oneroster.ts";
import { fern, orgs, smallPackage, user, users } from "../../rosters/small.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const joy = { id: "s1", name: "Joy Okafor", email: "j.okafor@oakfield.example" };
const kim = { id: "s2", name: "Kim Ward", role: "aide" };

describe("[S5] a file of the MIS", () => {
  it("is written down as differences and changes nothing", async () => {
    const { priya, tom } = people;
    const before = await (await priya.get("/snapshot")).json();
    const { seq } = before as { seq: number };
    const made = await proposed(
      priya,
      misFile([joy, kim], { g1: { name: "7A", members: ["s2"] } }),
    );
    expect(made).toMatchObject({
      status: "proposed",
      source: "file",
      name: "roster.zip",
      by: { name: "Priya Shah" },
      counts: { joiner: { open: 2 }, group: { open: 1 }, member: { open: 1 } },
    });
    expect(openIn(made.counts)).toBe(4);
    const found = await differencesOf(tom, made.id);
    expect(found.map(({ kind, subject }) => `${kind} ${subject.name}`)).toEqual([
      "group 7A",
      "joiner Joy Okafor",
      "joiner Kim Ward",
      "member 7A",
    ]);
    expect(found[1]).toMatchObject({
      before: null,
      after: { email: joy.email, role: "editor" },
      state: "open",
      protected: [],
    });
    expect(JSON.stringify(found)).not.toContain("task");
    const after = (await (await priya.get("/snapshot")).json()) as { imports: PublicImport[] };
    const { warnings: _, ...row } = made;
    expect(after.imports).toEqual([row]);
    const { events } = (await (await tom.get(`/events?since=${seq}`)).json()) as {
      events: Event[];
    };
    expect(events.map(({ kind }) => kind)).toEqual(["import.proposed"]);
  });

  it("is looked through by kind, state and words, page by page", async () => {
    const { priya } = people;
    const staff = Array.from({ length: 30 }, (_, i) => ({ id: `t${i}`, name: `Teacher No${i}` }));
    const { id } = await proposed(priya, misFile([...staff, joy]));
    const of = async (query: string) => (await differencesOf(priya, id, query)).length;
    expect(await of("&kind=joiner")).toBe(31);
    expect(await of("&kind=leaver")).toBe(0);
    expect(await of("&state=open&q=okafor")).toBe(1);
    const first = (await (await priya.get(`/imports/${id}/differences?limit=4`)).json()) as {
      items: object[];
      next: string;
    };
    expect(first.items).toHaveLength(4);
    expect((await priya.get(`/imports/${id}/differences?kind=king`)).status).toBe(422);
  });

  it("is decided by whoever looks after imports, all of a kind or one by one, and is told", async () => {
    const { priya, tom } = people;
    const { id, counts } = await proposed(priya, misFile([joy, kim]));
    expect(counts.joiner.open).toBe(2);
    const all = await decideOn(tom, id, { all: "joiner" });
    expect(all.counts.joiner).toMatchObject({ open: 0, accepted: 2 });
    const [one] = await differencesOf(tom, id, "&q=okafor");
    const never = await decideOn(priya, id, { ids: [one?.id ?? ""] }, "never");
    expect(never.counts.joiner).toMatchObject({ accepted: 1, never: 1 });
    expect(await differencesOf(tom, id, "&state=never")).toMatchObject([
      { subject: { name: "Joy Okafor" }, decidedBy: { name: "Priya Shah" } },
    ]);
    expect(await differencesOf(tom, id, "&state=accepted")).toMatchObject([
      { subject: { name: "Kim Ward" }, decidedBy: { name: "Tom Mills" } },
    ]);
    await decideOn(tom, id, { ids: [one?.id ?? ""] }, "open");
    expect(await differencesOf(tom, id, "&state=open")).toMatchObject([{ decidedBy: null }]);
    await decideOn(priya, id, { ids: [one?.id ?? ""] }, "never");
    const { items } = (await (await priya.get("/activity?kind=import&limit=4")).json()) as {
      items: Event[];
    };
    expect(items.map(({ changes, actor }) => [actor?.name, changes])).toEqual([
      ["Priya Shah", { state: [null, "never"], kind: [null, "joiner"], count: [null, 1] }],
      ["Tom Mills", { state: [null, "open"], kind: [null, "joiner"], count: [null, 1] }],
      ["Priya Shah", { state: [null, "never"], kind: [null, "joiner"], count: [null, 1] }],
      ["Tom Mills", { state: [null, "accepted"], kind: [null, "joiner"], count: [null, 2] }],
    ]);
    // What is ignored for good does not come again, until it is thought better of; what was accepted is so still.
    const again = await proposed(priya, misFile([joy, kim]));
    expect(again.counts.joiner).toMatchObject({ open: 0, accepted: 1, never: 1 });
    expect((await priya.get(`/imports/${id}`)).status).toBe(200);
    expect(await differencesOf(priya, id)).toEqual([]);
    await historyIsWhole(priya);
  });

  it("shows what is ignored for good, and it is taken back by itself from any later import", async () => {
    const { priya, tom, ngozi } = people;
    const fresh = () => proposed(priya, misFile([joy, kim]));
    const never = async (id: string) =>
      (await differencesOf(tom, id, "&state=never")).map(({ subject }) => subject.name);
    const { id: first } = await fresh();
    const [one] = await differencesOf(priya, first, "&q=okafor");
    await decideOn(priya, first, { ids: [one?.id ?? ""] }, "never");
    await fresh();
    const { id, counts } = await fresh();
    expect(counts.joiner).toMatchObject({ never: 1 });
    const [left] = await differencesOf(tom, id, "&state=never");
    expect(left).toMatchObject({
      subject: { name: "Joy Okafor" },
      decidedBy: { name: "Priya Shah" },
    });
    // Nobody takes it back by mistake, with all the others.
    await decideOn(tom, id, { all: "joiner" });
    await decideOn(tom, id, { all: "joiner" }, "ignored");
    expect(await never(id)).toEqual(["Joy Okafor"]);
    const path = `${origin}/api/schools/${priya.school}/imports/${id}/differences`;
    expect((await ngozi.ask(`${path}?state=never`)).status).toBe(404);
    const hers = await ngozi.call("PUT", `/imports/${id}/differences/states`, {
      ids: [left?.id],
      state: "open",
    });
    expect(hers.status).toBe(404);
    expect(await never(id)).toEqual(["Joy Okafor"]);
    const back = await decideOn(tom, id, { ids: [left?.id ?? ""] }, "open");
    expect(back.counts.joiner).toMatchObject({ open: 1, never: 0 });
    const next = await fresh();
    expect(next.counts.joiner).toMatchObject({ open: 1, never: 0 });
    expect(await never(next.id)).toEqual([]);
    await historyIsWhole(priya);
  });

  it("asks again with the next whether two are one, where the answer was for good", async () => {
    const { priya } = people;
    const lena = { id: "lena", name: "Lena Brand", email: "lena@elsewhere.example" };
    const answered = async (...answers: Decision[]) => {
      const { id } = await proposed(priya, misFile([lena]));
      const [question] = await differencesOf(priya, id, "&kind=identity");
      expect(question?.subject.name).toBe("Lena Brand");
      const states = [question?.state];
      for (const answer of answers) {
        await decideOn(priya, id, { ids: [question?.id ?? ""] }, answer);
        states.push((await differencesOf(priya, id, "&kind=identity"))[0]?.state);
      }
      return { states, joins: (await differencesOf(priya, id, "&kind=joiner")).length };
    };
    expect(await answered("never")).toEqual({ states: ["open", "never"], joins: 0 });
    // That she joins was found by the answer: taken back here, she would be both.
    expect(await answered("accepted", "open", "ignored")).toEqual({
      states: ["never", "never", "never", "ignored"],
      joins: 1,
    });
    expect(await answered()).toEqual({ states: ["open"], joins: 0 });
  });

  it("of several schools is asked about, and read for the one that is chosen", async () => {
    const { priya } = await cast();
    const away = user(["m9", "teacher", "Ngozi", "Okoro"]).with(4, "fern");
    const rows = users([user(["m1", "teacher", "Joy", "Okafor"]), away]);
    const trust = rosterZip(smallPackage({ "orgs.csv": orgs(fern), "users.csv": rows }));
    const asked = await send(priya, trust);
    expect(asked.status).toBe(422);
    expect(await asked.json()).toMatchObject({
      fields: { file: expect.stringContaining("2 schools") },
      asked: { schools: [{ sourcedId: "oak" }, { sourcedId: "fern", name: "Fernhill Primary" }] },
    });
    const choices = JSON.stringify({ school: "fern" });
    const { id, warnings } = await importOf(await send(priya, trust, { choices }));
    expect(warnings.map(({ text }) => text)).toContain(
      "3 rows about people and classes of other schools were left out.",
    );
    const joiners = await differencesOf(priya, id, "&kind=joiner");
    expect(joiners.map(({ subject }) => subject.name)).toEqual(["Ngozi Okoro"]);
  });

  it("takes whoever is missing on a list for a leaver only where the list is said to have everybody", async () => {
    const { priya } = await cast();
    const list = (...surnames: string[]) =>
      ["Staff Code,Surname,Forename", ...surnames.map((name) => `${name},${name},Kim`)].join("\n");
    const sent = async (file: string, choices: object) =>
      importOf(await send(priya, file, { name: "staff.csv", choices: JSON.stringify(choices) }));
    await applyAll(priya, (await sent(list("Ward", "Reed"), {})).id);
    const leavers = async (choices: object) => {
      const { id } = await sent(list("Ward"), choices);
      return (await differencesOf(priya, id, "&kind=leaver")).map(({ subject }) => subject.name);
    };
    expect(await leavers({})).toEqual([]);
    expect(await leavers({ isWhole: true })).toEqual(["Kim Reed"]);
  });

  it("stands alone: a newer one takes its place, also when two admins upload at once", async () => {
    const { priya, tom } = people;
    const uploads = await Promise.all([
      send(priya, misFile([joy, kim])),
      send(tom, misFile([joy])),
      send(tom, misFile([kim])),
    ]);
    for (const { status } of uploads) expect([201, 503]).toContain(status);
    const { imports } = (await (await priya.get("/snapshot")).json()) as {
      imports: PublicImport[];
    };
    const [only, ...others] = imports;
    expect(others).toEqual([]);
    const { joiner } = (only as PublicImport).counts;
    expect(await differencesOf(priya, only?.id ?? "")).toHaveLength(joiner.open);
    const { items } = (await (await priya.get("/imports")).json()) as { items: PublicImport[] };
    expect(items.filter(({ status }) => status !== "replaced")).toHaveLength(1);
    await historyIsWhole(priya);
  });

  it("leaves nothing of its people behind where Tom loses his place while he uploads it", async () => {
    const { priya, tom } = await cast();
    const env = interleaved(async (nth) => {
      if (nth === 2) await priya.call("PUT", `/users/${tom.id}/deactivation`);
    });
    const path = `${origin}/api/schools/${tom.school}/imports`;
    const headers = { Cookie: tom.cookie, Origin: origin };
    const context = { waitUntil() {} } as unknown as ExecutionContext;
    const upload = new Request(path, {
      method: "POST",
      headers,
      body: formOf(misFile([joy, kim])),
    });
    expect((await api.fetch(upload, env, context)).status).toBe(401);
    const ofSchool = eq(differences.schoolId, tom.school);
    expect(await open(bindings.DB).$count(differences, ofSchool)).toBe(0);
  });

  it("leaves nothing of its people behind where it is killed as it is written, once an hour is over", async () => {
    const { priya, ngozi } = await cast();
    const { id } = await proposed(ngozi, misFile([joy, kim]));
    const left = () =>
      open(bindings.DB).$count(differences, eq(differences.schoolId, priya.school));
    const killedAt = async (nth: number) => {
      let words = 0;
      const env = asked(async () => {
        if (++words >= nth) throw new Error("killed");
      });
      const context = { waitUntil() {} } as unknown as ExecutionContext;
      const init = { method: "POST", headers: { Cookie: priya.cookie, Origin: origin } };
      const path = `${origin}/api/schools/${priya.school}/imports`;
      const upload = new Request(path, { ...init, body: formOf(misFile([joy, kim])) });
      return (await api.fetch(upload, env, context)).status;
    };
    let nth = 1;
    while ((await left()) === 0) expect(await killedAt(nth++)).toBe(500);
    // It may be on its way still.
    await sweep(bindings, Date.now());
    expect(await left()).toBe(2);
    await sweep(bindings, Date.now() + 3_700_000);
    expect(await left()).toBe(0);
    expect(await differencesOf(ngozi, id)).toHaveLength(2);
  });

  it("comes with its key once", async () => {
    const { priya } = people;
    const key = crypto.randomUUID();
    const file = misFile([joy]);
    // A form's boundary is another each time, so the very same bytes are sent again.
    const body = new Response(formOf(file));
    const bytes = await body.arrayBuffer();
    const headers = {
      "Content-Type": body.headers.get("Content-Type") ?? "",
      "Idempotency-Key": key,
    };
    const path = `/api/schools/${priya.school}/imports`;
    const twice = () => priya.ask(path, { method: "POST", headers, body: bytes });
    const [one, other] = [await importOf(await twice()), await importOf(await twice())];
    expect(other.id).toBe(one.id);
  });

  it("is nothing to an Editor, and not there for Ngozi of Fernhill", async () => {
    const { priya, lena, ngozi } = people;
    const { id } = await proposed(priya, misFile([joy]));
    expect((await send(lena, misFile([joy]))).status).toBe(403);
    expect((await lena.get(`/imports/${id}`)).status).toBe(403);
    const hers = (await (await lena.get("/snapshot")).json()) as { imports: PublicImport[] };
    expect(hers.imports).toEqual([]);
    for (const path of [`/imports/${id}`, `/imports/${id}/differences`])
      expect((await ngozi.get(path)).status).toBe(404);
    const state = { all: "joiner", state: "accepted" };
    expect((await ngozi.call("PUT", `/imports/${id}/differences/states`, state)).status).toBe(404);
  });

  it("is refused in words where it cannot be read, with file and line or what is needed", async () => {
    const { priya } = people;
    for (const [file, name] of [
      ["", "empty.csv"],
      ["hello", "hello.txt"],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "roster.zip"],
      ["a,b,c\r\n1,2,3\r\n", "list.csv"],
      [misFile([joy]).slice(0, 300), "cut.zip"],
    ] as const) {
      const answer = await send(priya, file, { name });
      expect(answer.status, name).toBe(422);
      const problem = (await answer.json()) as { fields: { file: string }; reasons: object[] };
      expect(problem.fields.file.length, name).toBeGreaterThan(10);
      expect(problem.reasons.length, name).toBeGreaterThan(0);
    }
    const path = `/api/schools/${priya.school}/imports`;
    const json = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
    expect((await priya.ask(path, json)).status).toBe(422);
    const odd = await send(priya, misFile([joy]), { choices: "{" });
    expect(odd.status).toBe(422);
  });

  it("may be larger than other bodies, up to a limit", async () => {
    const { priya } = people;
    const header = "Staff Code,Forename,Surname,Work Email\r\n";
    const lines = Array.from({ length: 20_000 }, (_, i) => `c${i},Kim,W${i},k${i}@x.example`);
    const list = header + lines.join("\r\n");
    expect(list.length).toBeLessThan(1024 * 1024);
    const padded = `${list}\r\n${"\r\n".repeat(600_000)}`;
    expect(padded.length).toBeGreaterThan(1024 * 1024);
    expect((await send(priya, padded, { name: "staff.csv" })).status).toBeLessThan(423);
    const huge = new Uint8Array(51_000_000);
    const refused = await send(priya, huge, { name: "huge.zip" });
    expect(refused.status).toBe(413);
    await refused.text();
  });
});

function formOf(file: Uint8Array): FormData {
  const form = new FormData();
  form.set("file", new File([file as Uint8Array<ArrayBuffer>], "roster.zip"));
  return form;
}
