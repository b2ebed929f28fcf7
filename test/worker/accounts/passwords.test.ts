import { exports } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { mails, memberships, sessions, users } from "#db/schema";
import { hashPassword } from "#worker/accounts/sessions";
import { settings } from "#worker/env";
import { signLink } from "#worker/links";
import { historyIsWhole } from "../../history.ts";
import { justBefore } from "../../just-before.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, cast, headersOf, makePerson, origin, Somebody } from "../../people.ts";
import { used } from "../../tries.ts";
import { watch } from "../../watching.ts";

const password = "long enough 9";
const better = "much better 10";
let hash: string;
let school: string;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
  people = await cast();
  school = people.oakfield;
  hash = await hashPassword(password);
});

let houses = 0;
/** An address nobody else in these tests comes from. */
function house(): string {
  houses += 1;
  return `203.1.${Math.floor(houses / 250)}.${houses % 250}`;
}

async function newcomer(
  name = "Mia Marsh",
  role: "viewer" | "editor" | "admin" | "owner" = "editor",
) {
  const person = await makePerson(school, name, role, "teacher", Date.now(), hash);
  return { person, row: await rowOf(person.id) };
}

async function rowOf(id: string) {
  const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, id));
  if (!row) throw new Error("Nobody.");
  return row;
}

const json = (headers: Record<string, string> = {}) => ({
  "Content-Type": "application/json",
  Origin: origin,
  ...headers,
});

function forget(login: string, from = house()): Promise<Response> {
  const headers = json({ "CF-Connecting-IP": from });
  return ask("/api/password-resets", { method: "POST", body: JSON.stringify({ login }), headers });
}

function signIn(
  username: string,
  typed: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = JSON.stringify({ username, password: typed });
  return ask("/api/session", {
    method: "POST",
    body,
    headers: json({ "CF-Connecting-IP": house(), ...headers }),
  });
}

async function resetMails(userId: string) {
  return open(bindings.DB)
    .select()
    .from(mails)
    .where(and(eq(mails.kind, "reset"), eq(mails.subjectId, userId)));
}

function resetToken(
  userId: string,
  generation: number,
  purpose: "reset" | "accept" = "reset",
): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return signLink(found.linkKeys, purpose, userId, generation);
}

/** A live link in the mail of somebody who has forgotten their password. */
async function linkFor(userId: string): Promise<string> {
  const row = await rowOf(userId);
  expect((await forget(row.username)).status).toBe(202);
  return resetToken(userId, (await rowOf(userId)).resetGeneration);
}

function choose(
  token: string,
  typed: string,
  headers: Record<string, string> = { Origin: "null" },
): Promise<Response> {
  return ask(`/reset/${token}`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ password: typed }).toString(),
  });
}

const look = (token: string, method = "GET") => ask(`/reset/${token}`, { method });

async function endOf(token: string): Promise<[number, string]> {
  const page = await look(token);
  return [page.status, /<h1>([^<]*)/.exec(await page.text())?.[1] ?? ""];
}

const gone = "This link no longer works";

describe("a reset link [A8]", () => {
  it("lets Mia choose a new password once, without signing her in", async () => {
    const { person, row } = await newcomer();
    const token = await linkFor(person.id);
    const page = await look(token);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(row.username);
    const done = await choose(token, better);
    expect(done.status).toBe(303);
    const entrance = await ask(done.headers.get("Location") ?? "");
    expect(await entrance.text()).toMatch(
      new RegExp(`<input id="username"[^>]*value="${row.username}"`),
    );
    expect(done.headers.getSetCookie().filter((cookie) => /session=[^;]/.test(cookie))).toEqual([]);
    expect((await signIn(row.username, password)).status).toBe(401);
    expect((await signIn(row.username, ` ${better} `)).status).toBe(201);
    expect(await endOf(token)).toEqual([410, gone]);
    expect((await choose(token, "third password 3")).status).toBe(410);
  });

  it("says so on the sign-in page, once", async () => {
    const { person } = await newcomer();
    const done = await choose(await linkFor(person.id), better);
    const notice =
      done.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith("__Host-notice="))
        ?.split(";")[0] ?? "";
    const page = await ask("/sign-in", { headers: { Cookie: notice } });
    expect(await page.text()).toContain("Your new password is set");
    expect(page.headers.getSetCookie().some((cookie) => /^__Host-notice=;/.test(cookie))).toBe(
      true,
    );
  });

  it("ends every session of hers and closes their windows (Strapi CVE-2026-22706)", async () => {
    const { person } = await newcomer("Max Moor", "admin");
    const window = await watch(person);
    expect((await choose(await linkFor(person.id), better)).status).toBe(303);
    expect((await person.ask("/api/session")).status).toBe(401);
    await window.until((w) => w.closed === 4401, "the farewell");
    await historyIsWhole(people.priya);
  });

  it("gives no session to somebody whose old password was being checked meanwhile", async () => {
    const { person, row } = await newcomer();
    const token = await linkFor(person.id);
    const [early, done] = await Promise.all([
      signIn(row.username, password),
      choose(token, better),
    ]);
    expect(done.status).toBe(303);
    if (early.status === 201) {
      const secret = /__Host-session=([^;]+)/.exec(early.headers.getSetCookie().join())?.[1] ?? "";
      expect(
        (await new Somebody(person.id, "Mia", school, secret).ask("/api/session")).status,
      ).toBe(401);
    }
  });

  it("has one winner among ten who use it at once", async () => {
    const { person, row } = await newcomer();
    const token = await linkFor(person.id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => choose(token, `winner number ${i}`)),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([303, ...Array(9).fill(410)]);
    const winner = answers.findIndex((answer) => answer.status === 303);
    expect((await signIn(row.username, `winner number ${winner}`)).status).toBe(201);
  });

  it("dies when a newer one is sent, and says that a newer one came", async () => {
    const { person } = await newcomer();
    const first = await linkFor(person.id);
    const second = await linkFor(person.id);
    expect(await endOf(first)).toEqual([410, "A newer mail replaced this link"]);
    expect((await choose(first, better)).status).toBe(410);
    expect((await look(second)).status).toBe(200);
  });

  it("dies also when the newer one is sent while the password is being hashed (Keycloak CVE-2026-16103)", async () => {
    const { person, row } = await newcomer();
    const first = await linkFor(person.id);
    justBefore('update "users"', () => forget(row.username));
    expect((await choose(first, better)).status).toBe(410);
    vi.restoreAllMocks();
    expect((await look(resetToken(person.id, 2))).status).toBe(200);
    expect((await signIn(row.username, password)).status).toBe(201);
  });

  it("dies after one hour exactly", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Date.now();
    vi.setSystemTime(start);
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    vi.setSystemTime(start + 3600_000 - 1);
    expect((await look(token)).status).toBe(200);
    vi.setSystemTime(start + 3600_000);
    expect(await endOf(token)).toEqual([410, "This link has expired"]);
    expect((await choose(token, better)).status).toBe(410);
    vi.useRealTimers();
  });

  it("dies when she changes her password herself", async () => {
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    expect((await change(person, password, better)).status).toBe(204);
    expect(await endOf(token)).toEqual([410, gone]);
  });

  it("dies when an Owner changes her e-mail, or when her time at the school ends, and stays dead when it begins again", async () => {
    const { priya } = people;
    const [moved, left] = [(await newcomer()).person, (await newcomer()).person];
    const [one, other] = [await linkFor(moved.id), await linkFor(left.id)];
    const { user } = (await (await priya.get(`/users/${moved.id}`)).json()) as {
      user: { version: number };
    };
    const edit = { email: `moved.${moved.id.slice(0, 6)}@oakfield.example` };
    expect(
      (await priya.call("PATCH", `/users/${moved.id}`, edit, { "If-Match": `"${user.version}"` }))
        .status,
    ).toBe(200);
    expect(await endOf(one)).toEqual([410, gone]);
    expect((await priya.call("PUT", `/users/${left.id}/deactivation`)).status).toBe(200);
    expect(await endOf(other)).toEqual([410, gone]);
    expect((await choose(other, better)).status).toBe(410);
    expect((await priya.call("DELETE", `/users/${left.id}/deactivation`)).status).toBe(200);
    expect((await choose(other, better)).status).toBe(410);
  });

  it("changes nothing when it is fetched: scanners do", async () => {
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    const before = await rowOf(person.id);
    for (const method of ["GET", "HEAD", "GET"])
      expect((await look(token, method)).status).toBe(200);
    expect(await rowOf(person.id)).toEqual(before);
    expect((await person.ask("/api/session")).status).toBe(200);
  });

  it("is refused when flipped, cut, extended or swapped (Keycloak CVE-2026-1529)", async () => {
    const { person } = await newcomer();
    const other = (await newcomer()).person;
    const token = await linkFor(person.id);
    const [kid, id, generation, mac = ""] = token.split(".");
    const bad = [
      token.slice(0, -1),
      `${token}A`,
      [kid, id, generation, mac.startsWith("A") ? `B${mac.slice(1)}` : `A${mac.slice(1)}`].join(
        ".",
      ),
      [kid, other.id, generation, mac].join("."),
      [kid, id, Number(generation) + 1, mac].join("."),
      [kid, id, generation, ""].join("."),
    ];
    for (const one of bad) {
      expect((await look(one)).status, one).toBe(404);
      expect((await choose(one, better)).status, one).toBe(404);
    }
  });

  it("is no set-up link, nor the other way about (Ghost CVE-2026-22595)", async () => {
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    const sent = await invite(people.priya);
    expect((await ask(`/accept/${token}`)).status).toBe(404);
    expect((await submit(token, filledIn())).status).toBe(404);
    expect((await look(tokenOf(sent))).status).toBe(404);
    expect((await choose(tokenOf(sent), better)).status).toBe(404);
    expect((await look(resetToken(person.id, 1, "accept"))).status).toBe(404);
  });

  it("names the rule a weak password breaks, and still works [A10]", async () => {
    const { person, row } = await newcomer();
    const token = await linkFor(person.id);
    for (const [typed, words] of [
      ["short1", "at least 8 characters"],
      ["no number in it", "at least one number"],
      ["password1", "leaked"],
      [row.username.toUpperCase(), "other than your username"],
      ["", "at least 8 characters"],
    ] as const) {
      const page = await choose(token, typed);
      expect(page.status, typed).toBe(422);
      const text = await page.text();
      expect(text).toContain(words);
      if (typed === "password1") expect(text).not.toContain("password1");
    }
    expect((await choose(token, better)).status).toBe(303);
  });

  it("takes no form from another website", async () => {
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    expect((await choose(token, better, { Origin: "https://evil.example" })).status).toBe(403);
    expect(
      (await choose(token, better, { Origin: "null", "Sec-Fetch-Site": "cross-site" })).status,
    ).toBe(403);
    expect((await look(token)).status).toBe(200);
  });

  it("is kept in no cache and sent in no Referer", async () => {
    const { person } = await newcomer();
    const token = await linkFor(person.id);
    for (const page of [await look(token), await look("nonsense"), await choose(token, "weak")]) {
      expect(page.headers.get("Cache-Control")).toBe("no-store");
      expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    }
  });

  it("confirms the address, lets a locked-out Mia in again, and tells her school that the password is her own", async () => {
    const { person, row } = await newcomer();
    await open(bindings.DB)
      .update(users)
      .set({ emailConfirmedAt: null, passwordState: "handed_out" })
      .where(eq(users.id, person.id));
    const from = { "CF-Connecting-IP": house() };
    for (let i = 0; i < 6; i++) await signIn(row.username, `guess ${i}`, from);
    expect((await signIn(row.username, password, from)).status).toBe(429);
    const window = await watch(people.priya);
    expect((await choose(await linkFor(person.id), better)).status).toBe(303);
    expect((await rowOf(person.id)).emailConfirmedAt).not.toBeNull();
    expect((await signIn(row.username, better, from)).status).toBe(201);
    await window.until((w) =>
      w.events.some((event) => event.kind === "user.changed" && event.user.id === person.id),
    );
    const told = window.events.find(
      (event) => event.kind === "user.changed" && event.user.id === person.id,
    );
    expect(told).toMatchObject({
      actor: { id: person.id },
      user: { passwordState: "own" },
      changes: { passwordState: ["handed_out", "own"] },
    });
  });
});

describe("Forgotten password [A12]", () => {
  it("mails the stored address, whether Mia types her username or her e-mail, in whatever capitals", async () => {
    for (const typed of ["username", "email"] as const) {
      const { person, row } = await newcomer();
      const answer = await forget(`  ${row[typed]?.toUpperCase()} `);
      expect(answer.status).toBe(202);
      const [mail] = await resetMails(person.id);
      expect(mail).toMatchObject({ recipient: row.canonicalEmail, generation: 1 });
    }
  });

  it("answers with the same bytes for somebody known, unknown, inactive, without an e-mail, and over the limit", async () => {
    const [known, inactive, bare] = [await newcomer(), await newcomer(), await newcomer()];
    const db = open(bindings.DB);
    await db
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, inactive.person.id));
    await db
      .update(users)
      .set({ email: null, canonicalEmail: null })
      .where(eq(users.id, bare.person.id));
    const answers = [];
    for (const login of [known, inactive, bare].map(({ row }) => row.username))
      answers.push(await forget(login));
    for (const login of ["nobody_at_all", "nobody@nowhere.example", "", "@", "x".repeat(300)])
      answers.push(await forget(login));
    for (let i = 0; i < 4; i++) answers.push(await forget(known.row.username));
    const texts = await Promise.all(
      answers.map(async (answer) => `${answer.status} ${await answer.text()}`),
    );
    expect(new Set(texts).size).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(headersOf(answer)))).size).toBe(1);
    expect(await resetMails(inactive.person.id)).toEqual([]);
    expect(await resetMails(bare.person.id)).toEqual([]);
    const pages = await Promise.all(
      [known.row.username, "nobody_at_all"].map((login) => form("/forgotten", { login })),
    );
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
    expect(pages.map((page) => page.status)).toEqual([202, 202]);
  });

  it("sends three mails to an account in an hour, however many ask at once, and a fourth after it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { person, row } = await newcomer();
    await Promise.all(Array.from({ length: 9 }, () => forget(row.username)));
    const sent = await resetMails(person.id);
    expect(sent.map((mail) => mail.generation).sort()).toEqual([1, 2, 3]);
    expect((await look(resetToken(person.id, 3))).status).toBe(200);
    vi.setSystemTime(Date.now() + 3600_000 + 1);
    await forget(row.username);
    expect(await resetMails(person.id)).toHaveLength(4);
    vi.useRealTimers();
  });

  it("limits that answer success: twenty-four colleagues behind one school's address each get their mail", async () => {
    const from = house();
    const colleagues = await Promise.all(Array.from({ length: 24 }, () => newcomer()));
    for (const { person, row } of colleagues) {
      expect((await forget(row.username, from)).status).toBe(202);
      expect(await resetMails(person.id)).toHaveLength(1);
    }
  });

  it("limits that answer success: an address over its budget is told so, whomever it asks for, and nobody else is", async () => {
    const from = house();
    await used(`forgotten:${from}`, 100);
    const { person, row } = await newcomer();
    const answers = [await forget(row.username, from), await forget("nobody_at_all", from)];
    expect(answers.map((answer) => answer.status)).toEqual([429, 429]);
    for (const answer of answers) expect(Number(answer.headers.get("Retry-After"))).toBe(3600);
    const [known, unknown] = await Promise.all(answers.map((answer) => answer.text()));
    expect(known).toBe(unknown);
    expect(known).toContain("too_many_attempts");
    const page = await form("/forgotten", { login: row.username }, { "CF-Connecting-IP": from });
    expect(page.status).toBe(429);
    const text = await page.text();
    expect(text).toContain("Try again in 60 minutes");
    expect(text).toContain(row.username);
    expect(await resetMails(person.id)).toEqual([]);
    expect((await forget(row.username)).status).toBe(202);
    expect(await resetMails(person.id)).toHaveLength(1);
  });

  it("arrives in the mailbox with a link that works, naming her username, and holds no link but that", async () => {
    const { person, row } = await newcomer();
    await forget(row.email ?? "");
    const mail = await mailTo(row.email ?? "");
    expect(mail).toMatchObject({ to: row.email, subject: "Choose a new password for Staffroom" });
    for (const words of [
      row.username,
      "works once, for 1 hour",
      "You can ignore this mail",
      "Oakfield High",
    ])
      expect(mail.text).toContain(words);
    const links = mail.text.match(/^https:\S+$/gm) ?? [];
    expect(links).toEqual([`${origin}/reset/${resetToken(person.id, 1)}`]);
    expect(mail.html).toContain(links[0]);
    expect((await ask(new URL(links[0] ?? "").pathname)).status).toBe(200);
  });

  it("leaves no token and no password in the database, the answers or the log", async () => {
    const logged = vi.spyOn(console, "log");
    const { person } = await newcomer("Cana Ry", "admin");
    const token = await linkFor(person.id);
    await choose(token, better);
    const { results: tables } = await bindings.DB.prepare(
      "select name from sqlite_master where type = 'table'",
    ).all<{
      name: string;
    }>();
    const everything: unknown[] = [logged.mock.calls];
    for (const { name } of tables.filter((table) => !/^_cf|^sqlite/.test(table.name)))
      everything.push((await bindings.DB.prepare(`select * from "${name}"`).all()).results);
    for (const path of ["/snapshot", "/events?since=0"])
      everything.push(await (await people.priya.get(path)).text());
    const haystack = JSON.stringify(everything);
    for (const secret of [token.split(".").at(-1) ?? token, better, password])
      expect(haystack).not.toContain(secret);
    vi.restoreAllMocks();
  });

  it("costs no scan of a table", async () => {
    const asked = new Set<string>();
    const prepare = bindings.DB.prepare.bind(bindings.DB);
    vi.spyOn(bindings.DB, "prepare").mockImplementation((query) => {
      asked.add(query);
      return prepare(query);
    });
    const { person } = await newcomer();
    await choose(await linkFor(person.id), better);
    await people.priya.call(
      "POST",
      "/password-emails",
      { userIds: [person.id] },
      { "Idempotency-Key": crypto.randomUUID() },
    );
    await mailTo((await rowOf(person.id)).email ?? "", 2);
    const returned = await person.returns();
    await returned.ask("/api/session/devices");
    await returned.ask("/api/session", {
      method: "PATCH",
      headers: json(),
      body: JSON.stringify({ phone: "0115 496 0001" }),
    });
    vi.restoreAllMocks();
    expect(asked.size).toBeGreaterThan(15);
    // The dev mailbox looks through all that was sent.
    for (const query of [...asked].filter(
      (one) => !one.includes(`"mails"."status" = ? and "mails"."recipient" = ?`),
    )) {
      const { results } = await prepare(`explain query plan ${query}`)
        .bind(...Array(query.split("?").length - 1).fill(null))
        .all<{ detail: string }>();
      const scans = results.filter(({ detail }) =>
        /^SCAN (users|mails|memberships|sessions|events|commands|schools)\b/.test(detail),
      );
      if (!/^insert into "users"/.test(query)) expect(scans, query).toEqual([]);
    }
  });
});

describe("changing one's own password", () => {
  it("keeps this session, ends the others and closes their windows", async () => {
    const { person, row } = await newcomer("Mia Marsh", "admin");
    const elsewhere = new Somebody(person.id, person.name, school, person.secret);
    await person.returns();
    const [mine, other] = [await watch(person), await watch(elsewhere)];
    expect((await change(person, password, better)).status).toBe(204);
    await other.until((w) => w.closed === 4401, "the farewell");
    expect((await elsewhere.ask("/api/session")).status).toBe(401);
    expect((await person.ask("/api/session")).status).toBe(200);
    expect(mine.closed).toBeNull();
    expect((await signIn(row.username, better)).status).toBe(201);
  });

  it("counts a wrong present password as a guess, and says where the slip is", async () => {
    const { person } = await newcomer();
    const [answers, from] = [[] as Response[], house()];
    for (let i = 0; i < 7; i++) answers.push(await change(person, `wrong ${i}`, better, from));
    expect(answers.map((answer) => answer.status)).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect(await answers[0]?.json()).toMatchObject({
      code: "invalid",
      fields: { current: expect.stringMatching(/not your present/) },
    });
    expect((await rowOf(person.id)).passwordHash).toBe(hash);
  });

  it("refuses a weak one, and the present one, naming the rule [A10]", async () => {
    const { person } = await newcomer();
    for (const [next, words] of [
      ["short 1", /at least 8/],
      ["password1", /leaked/],
      [` ${password} `, /another one/],
    ] as const) {
      const answer = await change(person, password, next);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        code: "weak_password",
        fields: { next: expect.stringMatching(words) },
      });
    }
  });

  it("has one winner among two changes at once", async () => {
    const { person } = await newcomer();
    const answers = await Promise.all(
      ["first choice 1", "second choice 2"].map((next) => change(person, password, next)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 422]);
  });

  it("is the only thing somebody with a handed-out password can do, page and API alike [A9]", async () => {
    const { person, row } = await newcomer("Hana Out", "admin");
    await open(bindings.DB)
      .update(users)
      .set({ passwordState: "handed_out" })
      .where(eq(users.id, person.id));
    for (const path of ["", "/snapshot", "/events?since=0", "/users", "/invites", "/room"]) {
      const answer = await person.get(path);
      expect([answer.status, ((await answer.json()) as { code: string }).code], path).toEqual([
        403,
        "password_change_required",
      ]);
    }
    expect((await person.ask("/api/session/devices")).status).toBe(403);
    const profile = { method: "PATCH", headers: json(), body: JSON.stringify({ title: "Dr" }) };
    expect((await person.ask("/api/session", profile)).status).toBe(403);
    expect(await (await person.ask("/api/session")).json()).toMatchObject({
      user: { mustChangePassword: true },
    });
    const entered = await form("/sign-in", {
      username: row.username,
      password,
      next: `/s/${school}/invites`,
    });
    const [path] = [entered.headers.get("Location") ?? ""];
    expect([entered.status, path]).toEqual([
      303,
      `/new-password?next=${encodeURIComponent(`/s/${school}/invites`)}`,
    ]);
    await person.returns();
    const { cookie: Cookie } = person;
    const choose = (typed: Record<string, string>) => form("/new-password", typed, { Cookie });
    // Whoever has just typed it is asked for the new one alone [A18], which is not the one that somebody else knows.
    expect(await (await person.ask(path)).text()).not.toContain("Password you were given");
    for (const next of ["weak", password]) {
      const refused = await choose({ next });
      expect([refused.status, (await refused.text()).includes("Password you were given")]).toEqual([
        422,
        false,
      ]);
    }
    // Whoever comes to the open page later may be somebody else.
    await open(bindings.DB)
      .update(sessions)
      .set({ createdAt: Date.now() - 16 * 60_000 })
      .where(eq(sessions.userId, person.id));
    expect(await (await person.ask(path)).text()).toContain("Password you were given");
    expect((await choose({ next: better })).status).toBe(422);
    expect((await choose({ current: password, next: "weak" })).status).toBe(422);
    expect((await choose({ current: password, next: password })).status).toBe(422);
    const then = `/s/${school}/invites`;
    const done = await form(
      "/new-password",
      { current: password, next: better, then },
      { Cookie: person.cookie },
    );
    expect([done.status, done.headers.get("Location")]).toEqual([303, then]);
    expect((await person.get("/snapshot")).status).toBe(200);
    expect(await (await person.ask("/api/session")).json()).toMatchObject({
      user: { mustChangePassword: false },
    });
  });

  it("asks somebody signed out to sign in first", async () => {
    const answer = await ask("/new-password");
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      "/sign-in?next=%2Fnew-password",
    ]);
    expect(
      (await ask("/api/session/password", { method: "PUT", headers: json(), body: "{}" })).status,
    ).toBe(401);
  });
});

function change(
  person: Somebody,
  current: string,
  next: string,
  from = house(),
): Promise<Response> {
  const headers = json({ "CF-Connecting-IP": from });
  return person.ask("/api/session/password", {
    method: "PUT",
    headers,
    body: JSON.stringify({ current, next }),
  });
}

function form(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: origin,
      "CF-Connecting-IP": house(),
      ...headers,
    },
  });
}

interface Listed {
  to: string;
  subject: string;
  text: string;
  html: string;
}

async function mailTo(address: string, count = 1): Promise<Listed> {
  let found: Listed[] = [];
  await vi.waitUntil(
    async () => {
      const url = `http://localhost/dev/mail.json?to=${encodeURIComponent(address)}`;
      found = await (
        await (exports as unknown as { default: Fetcher }).default.fetch(new Request(url))
      ).json();
      return found.length >= count;
    },
    { timeout: 5_000 },
  );
  return found[0] as Listed;
}
