import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { pupils, schools } from "#db/schema";
import { counted, nothing } from "#db/watched";
import { api } from "#worker/api";
import { settings } from "#worker/env";
import { sweep } from "#worker/events/sweep";
import worker from "#worker/index";
import { signLink } from "#worker/links";
import { applyAll, decideOn, differencesOf, misFile, proposed } from "../../files/mis-files.ts";
import { png } from "../../files/pictures.ts";
import { makeGroup } from "../../groups.ts";
import { withDatabase } from "../../interleaved.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin } from "../../people.ts";
import { makePupil, newUpn } from "../../pupils.ts";
import { calls, pathOf, sent } from "../../routes/in-school.ts";
import { watch } from "../../watching.ts";

const asked = new Set<string>();
let people: Cast;
beforeAll(async () => {
  people = await cast();
  const db = env.DB as D1Database;
  const prepare = db.prepare.bind(db);
  vi.spyOn(db, "prepare").mockImplementation((query) => {
    asked.add(query);
    return prepare(query);
  });
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** Priya invites a list. */
async function listed(): Promise<string> {
  const rows = [{ email: "list.day@oakfield.example", role: "viewer" }];
  const answer = await people.priya.call("POST", "/invites/batches", { rows });
  return ((await answer.json()) as { batch: { id: string } }).batch.id;
}

/** Every route about a school is called as it is meant to be. */
async function everyRoute(): Promise<void> {
  const { priya } = people;
  for (const [name, { make }] of Object.entries(calls)) {
    const sample = await make(priya);
    const answer = await priya.ask(pathOf(name, priya.school, sample), sent(name, sample));
    expect(answer.status, name).toBeLessThan(300);
    answer.webSocket?.accept();
    answer.webSocket?.close();
    await answer.text();
  }
}

/** Everything anybody does in a day. */
async function aDay(): Promise<void> {
  const { priya, tom, lena } = people;
  const window = await watch(tom);
  const sent = await invite(priya, { email: "day@oakfield.example" });
  await recover();
  for (const path of [
    "",
    "/snapshot",
    "/events?since=0",
    "/invites",
    "/invites?status=pending&limit=1",
    `/invites/${sent.id}`,
    `/invites/batches/${await listed()}`,
    "/addresses/a%40b.example",
    "/recoveries",
    "/activity",
    `/activity?limit=1&person=${priya.id}&kind=invite.sent&from=2026-01-01&to=2099-01-01`,
    `/activity.csv?kind=invite&person=${priya.id}`,
    "/activity?kind=invite.sent",
  ]) {
    const answer = await priya.get(path);
    expect(answer.status).toBe(200);
    await answer.text();
  }
  const { next } = (await (await priya.get("/invites?limit=1")).json()) as { next: string | null };
  await priya.get(`/invites?limit=1&cursor=${encodeURIComponent(next ?? btoa('[1,"x"]'))}`);
  await lena.get("/snapshot");
  await priya.call(
    "PATCH",
    `/invites/${sent.id}`,
    { role: "viewer" },
    { "If-Match": `"${sent.version}"`, "Idempotency-Key": crypto.randomUUID() },
  );
  await priya.call("POST", `/invites/${sent.id}/resends`, undefined, {
    "Idempotency-Key": crypto.randomUUID(),
  });
  await priya.call("PUT", `/invites/${sent.id}/revocation`);
  await priya.call("DELETE", `/invites/${sent.id}/revocation`);
  const acts = { ids: [sent.id, (await invite(priya)).id, "nobody"], act: "resend" };
  const key = { "Idempotency-Key": crypto.randomUUID() };
  for (const again of [key, key])
    expect((await priya.call("POST", "/invites/acts", acts, again)).status).toBe(200);
  await priya.call("DELETE", `/invites/${sent.id}`);
  await ask(`/accept/${tokenOf(sent, 3)}`);
  await ask(`/accept/${tokenOf(sent, 3)}/opening`, { method: "POST", headers: { Origin: "null" } });
  await ask(`/accept/${tokenOf(sent, 3)}/usernames/somebody`);
  expect((await submit(tokenOf(sent, 3), filledIn())).status).toBe(303);
  const json = { "Content-Type": "application/json", Origin: origin };
  await ask("/api/session", {
    method: "POST",
    body: JSON.stringify({ username: "nobody", password: "x" }),
    headers: json,
  });
  await ask("/api/schools", {
    method: "POST",
    body: JSON.stringify({ name: "Elm", postcode: "M1 1AE", email: "e@elm.example" }),
    headers: json,
  });
  await ask("/register");
  await adorn();
  const newcomer = {
    username: "ng75pn_day",
    givenName: "Nia",
    familyName: "Day",
    role: "editor",
    staffType: "teacher",
    email: "nia.day@oakfield.example",
  };
  const added = (await (
    await priya.call("POST", "/users", newcomer, { "Idempotency-Key": crypto.randomUUID() })
  ).json()) as {
    user: { id: string; version: number };
  };
  const { id, version } = added.user;
  expect(
    (
      await priya.call(
        "PATCH",
        `/users/${id}`,
        { givenName: "Nesta", email: null },
        { "If-Match": `"${version}"` },
      )
    ).status,
  ).toBe(200);
  for (const path of [
    "/users",
    "/users?limit=1",
    `/users/${id}`,
    "/usernames/somebody",
    "/recoveries",
  ])
    await priya.get(path);
  await teach(id);
  await importAll();
  await enrol(id);
  const gathered = { users: [{ id, version: version + 1 }], change: { staffType: "governor" } };
  const once = { "Idempotency-Key": crypto.randomUUID() };
  for (const again of [once, once])
    expect((await priya.call("POST", "/users/acts", gathered, again)).status).toBe(200);
  await priya.call("PUT", `/users/${id}/password`, { password: "handed over 7" });
  await priya.call("PUT", `/users/${id}/email`, { from: people.rene.id });
  await priya.call("POST", "/password-emails", { userIds: [id] });
  await priya.call("PUT", `/users/${people.rene.id}/merger`, { into: id });
  expect((await priya.call("PUT", `/users/${id}/deactivation`)).status).toBe(200);
  expect((await priya.call("DELETE", `/users/${id}/deactivation`)).status).toBe(200);
  await priya.ask("/api/session/devices");
  await ask("/api/password-resets", {
    method: "POST",
    body: JSON.stringify({ login: "ng75pn_day" }),
    headers: json,
  });
  await tom.ask("/api/session", { method: "DELETE" });
  const waiting: Promise<unknown>[] = [];
  const context = {
    waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
  } as unknown as ExecutionContext;
  worker.scheduled(
    { cron: "* * * * *", scheduledTime: Date.now(), noRetry() {} },
    bindings,
    context,
  );
  await Promise.all(waiting);
  window.socket.close();
}

/** Priya uploads what the MIS says, looks it through in every way, and applies it; and once more, as it is then. */
async function importAll(): Promise<void> {
  const { priya } = people;
  const staff = [
    { id: "s1", name: "Kim Ward" },
    { id: "s2", name: "Joy Import", email: "joy.import@oakfield.example" },
    { id: "p1", name: "Ada Byron", role: "student", grade: "07" },
  ];
  const rest = Array.from({ length: 12 }, (_, i) => ({ id: `r${i}`, name: `Rest Staff${i}x` }));
  const classes = (...members: string[]) => ({ g1: { name: "7 Import", members } });
  await applyAll(
    priya,
    (await proposed(priya, misFile([...staff, ...rest], classes("s1", "p1")))).id,
  );
  const other = [{ id: "s1", name: "Kim Warden" }, ...staff.slice(1), ...rest.slice(1)];
  const { id } = await proposed(
    priya,
    misFile(other, { ...classes("r1"), g2: { name: "8", members: ["p1"] } }),
  );
  for (const query of ["", "&kind=details", "&state=open", "&kind=leaver&state=open&q=rest"])
    await differencesOf(priya, id, query);
  const [one] = await differencesOf(priya, id);
  await decideOn(priya, id, { ids: [one?.id ?? ""] }, "never");
  await applyAll(priya, id);
  await priya.get(`/imports?limit=1&cursor=${encodeURIComponent(btoa('[1,"x"]'))}`);
  await priya.call("PUT", "/imports/slips", {});
}

/** Priya makes a group of Lena and somebody, and Lena changes it. */
async function teach(id: string): Promise<void> {
  const { priya, lena, rene } = people;
  const { id: group, version } = await makeGroup(priya, "7A", [{ id }, lena, rene]);
  for (const query of ["", "?status=active&q=7a&limit=1", `?cursor=${btoa('[0,"x"]')}`])
    await ok(priya.get(`/groups${query}`));
  const match = { "If-Match": `"${version}"` };
  await ok(priya.call("PATCH", `/groups/${group}`, { yearGroup: "Year 7" }, match));
  await ok(lena.call("PATCH", `/groups/${group}/members`, { remove: [id], add: [people.tom.id] }));
  await ok(lena.call("PATCH", `/users/${rene.id}/groups`, { remove: [group] }));
  await ok(priya.call("PATCH", `/users/${rene.id}/groups`, { add: [group] }));
  await ok(priya.call("PUT", `/groups/${group}/deactivation`));
  await ok(priya.call("DELETE", `/groups/${group}/deactivation`));
}

async function ok(answer: Promise<Response>): Promise<void> {
  expect((await answer).status).toBe(200);
}

/** Priya enters a pupil, whom she looks for in every way, and whom Lena has in her group. */
async function enrol(colleague: string): Promise<void> {
  const { priya, lena } = people;
  const group = await makeGroup(priya, "Badgers", [lena, { id: colleague }]);
  const mia = await makePupil(priya, { upn: newUpn(), groupIds: [group.id] });
  for (const query of ["", "?q=mia", "?status=active", `?group=${group.id}`, "?yearGroup=Year%207"])
    for (const by of [priya, lena]) expect((await by.get(`/pupils${query}`)).status).toBe(200);
  expect((await priya.get(`/pupils/${mia.id}`)).status).toBe(200);
  const change = { yearGroup: "8", groupIds: [] };
  await ok(priya.call("PATCH", `/pupils/${mia.id}`, change, { "If-Match": '"1"' }));
  await ok(priya.call("PUT", `/pupils/${mia.id}/deactivation`));
  await ok(priya.call("DELETE", `/pupils/${mia.id}/deactivation`));
  for (const path of ["/pupils.csv", "/pupils/roster"]) await ok(priya.get(path));
  await ok(priya.call("PATCH", "", { pupilsKeptMonths: 11 }));
  const past = { rollDay: "2026-01-01" };
  await open(bindings.DB).update(schools).set(past).where(eq(schools.id, priya.school));
  await sweep(bindings, Date.now());
  const years = (await (await priya.get("/year-rolls")).json()) as { latest: { id: string } };
  await ok(priya.call("PUT", `/year-rolls/${years.latest.id}/reversal`));
  const gone = await makePupil(priya);
  await ok(priya.call("PUT", `/pupils/${gone.id}/deactivation`));
  await open(bindings.DB).update(pupils).set({ eraseAt: 1 }).where(eq(pupils.id, gone.id));
  await sweep(bindings, Date.now());
  expect((await priya.get(`/pupils/${gone.id}`)).status).toBe(404);
}

/** Priya sets the logo, which somebody looks at, and removes it. */
async function adorn(): Promise<void> {
  const { priya, oakfield } = people;
  const logo = { method: "PUT", body: png() };
  const answer = await priya.ask(`/api/schools/${oakfield}/logo`, logo);
  const { school } = (await answer.json()) as { school: { logo: { url: string } } };
  expect((await ask(school.logo.url)).status).toBe(200);
  expect((await priya.call("DELETE", "/logo")).status).toBe(200);
}

/** Ade asks for recovery, the headteacher confirms, Priya cancels. */
async function recover(): Promise<void> {
  const { priya, ade, oakfield } = people;
  await open(bindings.DB)
    .update(schools)
    .set({ headteacherEmail: "h@oakfield.example" })
    .where(eq(schools.id, oakfield));
  const asked = (await (await ade.call("POST", "/recoveries")).json()) as {
    recovery: { id: string };
  };
  const { id } = asked.recovery;
  const keys = settings(bindings)?.linkKeys;
  if (!keys) throw new Error("The tests' bindings are not configured.");
  const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: "null" };
  const confirming = { method: "POST", body: "postcode=NG7+5PN", headers: form };
  expect((await ask(`/recovery/${signLink(keys, "recovery", id, 1)}`, confirming)).status).toBe(
    200,
  );
  expect((await priya.call("PUT", `/recoveries/${id}/cancellation`)).status).toBe(200);
  await priya.call("PATCH", "", { headteacherEmail: "head@oakfield.example" });
}

describe("what D1 is asked", () => {
  it("never scans a table: every query goes by an index, so other schools' size costs nothing", async () => {
    await aDay();
    await everyRoute();
    const queries = [...asked];
    const { results: tables } = await bindings.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'",
    ).all<{ name: string }>();
    const names = [...tables.map(({ name }) => name), ...aliases].join("|");
    expect(queries.length).toBeGreaterThan(40);
    const scans: string[] = [];
    const rereads: string[] = [];
    for (const query of queries) {
      const parameters = Array(query.split("?").length - 1).fill(null);
      const { results } = await bindings.DB.prepare(`explain query plan ${query}`)
        .bind(...parameters)
        .all<{ parent: number; detail: string }>();
      rereads.push(...readAgain(results).map((detail) => `${detail} in ${query}`));
      for (const { detail } of results) {
        // Reading a list that came as a JSON parameter, or a subquery's few rows, is no scan of a table.
        const isTable = new RegExp(`^SCAN (${names})\\b`).test(detail);
        if (isTable && !allowed.some((one) => one.test(query))) scans.push(`${detail} in ${query}`);
      }
    }
    expect(scans).toEqual([]);
    expect(rereads).toEqual([]);
  });

  it("is for the names alone of whoever has to do with an import", async () => {
    const { priya } = people;
    asked.clear();
    const { id } = await proposed(priya, misFile([{ id: "s77", name: "Wilma Stone" }]));
    await decideOn(priya, id, { all: "joiner" }, "ignored");
    const ignored = await differencesOf(priya, id, "&state=ignored");
    expect(ignored).toMatchObject([{ decidedBy: { name: "Priya Shah" } }]);
    for (const path of ["/imports", `/imports/${id}`, "/snapshot"]) await ok(priya.get(path));
    const about = [...asked].filter((query) => /from "(?:imports|differences)"/.test(query));
    expect(about.length).toBeGreaterThan(3);
    expect(about.filter((query) => query.includes("password_hash"))).toEqual([]);
  });

  it("costs an Admin's list the rows it shows, whatever else the school has", async () => {
    const { ngozi } = people;
    const rowsRead = async () => {
      const sum = { ...nothing };
      const path = `/api/schools/${ngozi.school}/invites?limit=10`;
      const request = new Request(origin + path, { headers: { Cookie: ngozi.cookie } });
      const context = { waitUntil() {} } as unknown as ExecutionContext;
      const answer = await api.fetch(request, withDatabase(counted(bindings.DB, sum)), context);
      expect(answer.status).toBe(200);
      return sum.rowsRead;
    };
    for (let i = 0; i < 12; i++) await invite(ngozi);
    const few = await rowsRead();
    for (let i = 0; i < 40; i++) await invite(ngozi);
    expect(await rowsRead()).toBe(few);
  });
});

/** Tables of which every row that is found has a list read once more from its beginning. */
function readAgain(plan: readonly { parent: number; detail: string }[]): string[] {
  return plan.flatMap(({ parent, detail }, i) => {
    const isFound = /^(?:SEARCH|SCAN) (?!.* (?:EXISTS|VIRTUAL))/.test(detail);
    const next = plan.slice(i + 1).find((one) => one.parent === parent);
    return isFound && next?.detail.startsWith("SCAN j VIRTUAL") ? [detail] : [];
  });
}

/** What tables are called in queries that have them twice, or briefly. */
const aliases = [
  "i",
  "uploader",
  "first_asker",
  "actor",
  "asker",
  "inviter",
  "subject",
  "holder",
  "pending",
  "m",
  "p",
  "o",
  "a",
  "s",
  "e",
];

/** Queries whose answer is a scan's by nature, with the reason. */
const allowed = [
  // Is there any school at all? Reads one row.
  /^select "id" from "schools" limit \?$/,
  // The foreign keys' checks, which SQLite runs only while a violation is open.
  /^insert into "users"/,
];
