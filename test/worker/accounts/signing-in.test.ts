import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { memberships, sessions, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { rememberBrowser } from "#worker/accounts/guesses";
import { hashing } from "#worker/accounts/hash";
import { hashPassword } from "#worker/accounts/sessions";
import { settings } from "#worker/env";
import {
  ask,
  bindings,
  headersOf,
  makePerson,
  makeSchool,
  origin,
  Somebody,
} from "../../people.ts";
import { used } from "../../tries.ts";
import { watch } from "../../watching.ts";

const password = "long enough 9";
let school: string;
let hash: string;
beforeAll(async () => {
  school = await makeSchool("Oakfield High", "NG7 5PN", Date.now());
  hash = await hashPassword(password);
});

let houses = 0;
/** An address nobody else in these tests guesses from. */
function house(): string {
  houses += 1;
  return `203.0.${Math.floor(houses / 250)}.${houses % 250}`;
}

async function newcomer(name = "Tom Mills") {
  const person = await makePerson(school, name, "admin", "technician", Date.now(), hash);
  const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, person.id));
  return { person, username: row?.username ?? "" };
}

/** Waits until it is noted that somebody was here at this moment, epoch milliseconds. */
async function notedAt({ id }: Somebody, moment: number): Promise<void> {
  const isNoted = async () => {
    const rows = await open(bindings.DB).select().from(sessions).where(eq(sessions.userId, id));
    return rows.some(({ lastUsedAt }) => lastUsedAt >= moment);
  };
  await vi.waitUntil(isNoted, { timeout: 20_000 });
}

async function setEmail(id: string, email: string, confirmedAt: number | null): Promise<void> {
  await open(bindings.DB)
    .update(users)
    .set({ email, canonicalEmail: canonicalEmail(email), emailConfirmedAt: confirmedAt })
    .where(eq(users.id, id));
}

function signIn(
  username: string,
  typed: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask("/api/session", {
    method: "POST",
    body: JSON.stringify({ username, password: typed }),
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": "198.51.100.7",
      ...headers,
    },
  });
}

function cookieOf(answer: Response, name: string): string {
  return (
    answer.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.split(";")[0] ?? ""
  );
}

/** The cookie of a browser that this account signed in from before. */
function browserOf(username: string): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return `__Host-browser=${rememberBrowser(found, undefined, username)}`;
}

describe("[A11] signing in", () => {
  it("lets Tom in, forgiving capitals and stray spaces, with a cookie only his browser can read and only over https", async () => {
    const { username } = await newcomer();
    const answer = await signIn(`  ${username.toUpperCase()} `, ` ${password} `, {
      "CF-Connecting-IP": house(),
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      user: { username },
      memberships: [{ schoolId: school, role: "admin" }],
    });
    const cookie =
      answer.headers.getSetCookie().find((one) => one.startsWith("__Host-session=")) ?? "";
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toMatch(/Max-Age|Expires|Domain/i);
  });

  it("takes a confirmed e-mail address as well, forgiving what mail programs put around it and the other spelling of its domain", async () => {
    const { person, username } = await newcomer();
    const email = `tom.${person.id}@büro.example`;
    await setEmail(person.id, email, Date.now());
    for (const typed of [
      email,
      ` ${email.toUpperCase()} `,
      `Tom Mills <${email}>`,
      `mailto:${email}`,
      `tom.${person.id}@xn--bro-hoa.example.`,
    ]) {
      const answer = await signIn(typed, password, { "CF-Connecting-IP": house() });
      expect(answer.status, typed).toBe(201);
      expect(await answer.json()).toMatchObject({ user: { username } });
    }
    const page = await ask("/sign-in");
    expect(await page.text()).toContain("Username or e-mail address");
    const form = new URLSearchParams({ username: email, password }).toString();
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: origin,
      "CF-Connecting-IP": house(),
    };
    expect((await ask("/sign-in", { method: "POST", body: form, headers })).status).toBe(303);
  });

  it("does not take an address that nobody has confirmed, nor anybody else's, and says so as for a wrong password", async () => {
    const [{ person }, other] = [await newcomer(), await newcomer("Ade Olu")];
    const email = `tom.${person.id}@oakfield.example`;
    await setEmail(person.id, email, null);
    const answers = [];
    for (const [typed, secret] of [
      [email, password],
      [`nobody.${person.id}@oakfield.example`, password],
      [other.username, "wrong password 1"],
    ] as const)
      answers.push(await signIn(typed, secret, { "CF-Connecting-IP": house() }));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
  });

  it("lasts beyond the browser's end on Tom's own device alone, which the next sign-in without the tick undoes", async () => {
    const { username } = await newcomer();
    const from = () => ({
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": house(),
    });
    const enter = (ownDevice: boolean | undefined, Cookie = "") =>
      ask("/api/session", {
        method: "POST",
        body: JSON.stringify({ username, password, ownDevice }),
        headers: { ...from(), Cookie },
      });
    const cookies = (answer: Response) =>
      Object.fromEntries(answer.headers.getSetCookie().map((one) => [one.split("=")[0], one]));
    const own = await enter(true);
    expect(await own.json()).toMatchObject({ ownDevice: true });
    const { "__Host-session": session = "", "__Host-device": device = "" } = cookies(own);
    for (const cookie of [session, device]) expect(cookie).toContain(`Max-Age=${30 * 24 * 3600};`);
    expect(session).toContain("HttpOnly");
    expect(device).not.toContain("HttpOnly");
    const again = cookies(await enter(true))["__Host-device"] ?? "";
    expect(again.split(";")[0]).not.toBe(device.split(";")[0]);
    const Cookie = [session, device].map((cookie) => cookie.split(";")[0]).join("; ");
    expect(await (await ask("/api/session", { headers: { Cookie } })).json()).toMatchObject({
      ownDevice: true,
    });
    for (const shared of [await enter(false, Cookie), await enter(undefined, Cookie)]) {
      expect(await shared.json()).toMatchObject({ ownDevice: false });
      expect(cookies(shared)["__Host-session"]).not.toMatch(/Max-Age|Expires/i);
      expect(cookies(shared)["__Host-device"]).toContain("Max-Age=0");
    }
    const out = await ask("/api/session", {
      method: "DELETE",
      headers: { ...from(), Cookie: cookieOf(await enter(true), "__Host-session") },
    });
    expect(out.status).toBe(204);
    expect(out.headers.get("Clear-Site-Data")).toBe('"storage"');
    expect(cookies(out)["__Host-device"]).toContain("Max-Age=0");
    const form = {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: origin,
      "CF-Connecting-IP": house(),
    };
    for (const [ticked, lasting] of [
      ["&ownDevice=yes", true],
      ["", false],
    ] as const) {
      const body = `username=${username}&password=${encodeURIComponent(password)}${ticked}`;
      const answer = await ask("/sign-in", { method: "POST", body, headers: form });
      expect(answer.status).toBe(303);
      expect(/Max-Age/.test(cookies(answer)["__Host-session"] ?? "")).toBe(lasting);
    }
    const wrong = await ask("/sign-in", {
      method: "POST",
      body: `username=${username}&password=x&ownDevice=yes`,
      headers: form,
    });
    expect(await wrong.text()).toMatch(/name="ownDevice"[^>]*checked/);
  });

  it("answers an unknown username, somebody inactive and a wrong password with the same bytes", async () => {
    const [known, inactive] = [await newcomer(), await newcomer("Ina Ctive")];
    await open(bindings.DB)
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, inactive.person.id));
    const answers: Response[] = [];
    for (const [username, typed] of [
      ["nobody_at_all", password],
      [inactive.username, password],
      [known.username, "wrong password 1"],
    ] as const) {
      const before = hashing.done;
      answers.push(await signIn(username, typed, { "CF-Connecting-IP": house() }));
      expect(hashing.done - before, username).toBe(1);
    }
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    const headers = answers.map((answer) => JSON.stringify(headersOf(answer)));
    expect(new Set(headers).size).toBe(1);
  });

  it("keeps only hashes: no session id or password of anybody is in the database", async () => {
    const { username } = await newcomer();
    const secret =
      cookieOf(
        await signIn(username, password, { "CF-Connecting-IP": house() }),
        "__Host-session",
      ).split("=")[1] ?? "";
    expect(secret.length).toBeGreaterThan(30);
    for (const table of ["users", "sessions", "tries", "events"]) {
      const { results } = await bindings.DB.prepare(`select * from ${table}`).all();
      expect(JSON.stringify(results)).not.toContain(secret);
      expect(JSON.stringify(results)).not.toContain(password);
    }
  });

  it("ends when Tom signs out", async () => {
    const { username, person } = await newcomer();
    const secret =
      cookieOf(
        await signIn(username, password, { "CF-Connecting-IP": house() }),
        "__Host-session",
      ).split("=")[1] ?? "";
    const tom = new Somebody(person.id, "Tom", school, secret);
    expect((await tom.ask("/api/session")).status).toBe(200);
    expect((await tom.ask("/api/session", { method: "DELETE" })).status).toBe(204);
    expect((await tom.ask("/api/session")).status).toBe(401);
  });

  it("ends the session the moment the last membership does", async () => {
    const { person } = await newcomer();
    expect((await person.ask("/api/session")).status).toBe(200);
    await open(bindings.DB)
      .update(memberships)
      .set({ status: "inactive" })
      .where(eq(memberships.userId, person.id));
    expect((await person.ask("/api/session")).status).toBe(401);
    expect((await person.get("/snapshot")).status).toBe(401);
  });

  it("[A19] on one's own device ends after 7 days without use, slides with use, and ends after 30 days whatever happens", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Date.now();
    const day = 24 * 3600_000;
    const entered = async (body: object) => {
      const { username, person } = await newcomer();
      const answer = await ask("/api/session", {
        method: "POST",
        body: JSON.stringify({ username, password, ...body }),
        headers: {
          "Content-Type": "application/json",
          Origin: origin,
          "CF-Connecting-IP": house(),
        },
      });
      const cookies = answer.headers.getSetCookie();
      const secret = /__Host-session=([^;]+)/.exec(cookies.join())?.[1] ?? "";
      const lasting = cookies.find((cookie) => cookie.startsWith("__Host-session")) ?? "";
      return { lasting, who: new Somebody(person.id, "Tom", school, secret) };
    };
    const [idle, busy, shared] = [
      await entered({ ownDevice: true }),
      await entered({ ownDevice: true }),
      await entered({}),
    ];
    expect(idle.lasting).toMatch(/Max-Age=2592000/);
    // Elsewhere the browser forgets it when it is closed.
    expect(shared.lasting).not.toMatch(/Max-Age|Expires/i);
    vi.setSystemTime(start + 8 * 3600_000);
    expect((await shared.who.ask("/api/session")).status).toBe(401);
    for (let days = 6; days < 30; days += 6) {
      vi.setSystemTime(start + days * day);
      expect((await busy.who.ask("/api/session")).status, `after ${days} days`).toBe(200);
      await notedAt(busy.who, start + days * day);
    }
    vi.setSystemTime(start + 7 * day);
    expect((await idle.who.ask("/api/session")).status).toBe(401);
    vi.setSystemTime(start + 30 * day);
    expect((await busy.who.ask("/api/session")).status).toBe(401);
    vi.useRealTimers();
  });

  it("[A19] is not kept alive by what a page asks for by itself, nor by its socket; what somebody does keeps it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Date.now();
    const hour = 3600_000;
    const [away, typing] = [(await newcomer()).person, (await newcomer()).person];
    const headers = { "Staffroom-Background": "yes" };
    for (let hours = 1; hours < 8; hours++) {
      vi.setSystemTime(start + hours * hour);
      const polled = await away.call("GET", "/events?since=0", undefined, headers);
      expect(polled.status, `after ${hours} h`).toBe(200);
      expect((await away.ask("/api/session", { headers })).status).toBe(200);
      const window = await watch(away);
      window.socket.close();
      expect((await typing.ask("/api/session")).status).toBe(200);
      await notedAt(typing, start + hours * hour);
    }
    vi.setSystemTime(start + 8 * hour);
    expect((await away.call("GET", "/events?since=0", undefined, headers)).status).toBe(401);
    expect((await typing.ask("/api/session")).status).toBe(200);
    vi.useRealTimers();
  });

  it("ends after 8 hours without use, slides with use, and ends after 7 days whatever happens", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const hour = 3600_000;
    const start = Date.now();
    const [idle, busy] = [(await newcomer()).person, (await newcomer()).person];
    vi.setSystemTime(start + 8 * hour);
    expect((await idle.ask("/api/session")).status).toBe(401);
    vi.setSystemTime(start);
    for (let hours = 0; hours < 168; hours += 7) {
      vi.setSystemTime(start + hours * hour);
      expect((await busy.ask("/api/session")).status, `after ${hours} h`).toBe(200);
    }
    vi.setSystemTime(start + 168 * hour);
    expect((await busy.ask("/api/session")).status).toBe(401);
    vi.useRealTimers();
  });
});

describe("guessing (R10)", () => {
  it("allows five wrong guesses of one account from one address, however many come at once, and says when to come back", async () => {
    const { username } = await newcomer();
    const from = { "CF-Connecting-IP": house() };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => signIn(username, `guess ${i}`, from)),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    const wait = Number(
      answers.find((answer) => answer.status === 429)?.headers.get("Retry-After"),
    );
    expect(wait).toBeGreaterThan(14 * 60);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    expect((await signIn(username, password, from)).status).toBe(429);
  });

  it("counts guesses by username and by e-mail address together, and knows Tom's browser by either", async () => {
    const { person, username } = await newcomer();
    const email = `tom.${person.id}@oakfield.example`;
    await setEmail(person.id, email, Date.now());
    const first = await signIn(email, password, { "CF-Connecting-IP": house() });
    const Cookie = cookieOf(first, "__Host-browser");
    const from = { "CF-Connecting-IP": house() };
    const answers = [];
    for (let i = 0; i < 6; i++)
      answers.push((await signIn(i % 2 ? email : username, `guess ${i}`, from)).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
    for (const typed of [email, username]) {
      expect((await signIn(typed, password, from)).status).toBe(429);
      expect((await signIn(typed, password, { ...from, Cookie })).status).toBe(201);
    }
  });

  it("costs no more hashes when a hundred guesses come at once: each hash is a 401", async () => {
    const { username } = await newcomer();
    const from = { "CF-Connecting-IP": house() };
    const before = hashing.done;
    const statuses = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        signIn(username, `guess ${i}`, from).then(({ status }) => status),
      ),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(95);
    expect(hashing.done - before).toBe(5);
  });

  it("allows twenty from all addresses together, but never keeps Tom out of the browser he used before", async () => {
    const { username } = await newcomer();
    const first = await signIn(username, password, { "CF-Connecting-IP": house() });
    const browser = cookieOf(first, "__Host-browser");
    expect(browser).not.toBe("");
    const guesses = [];
    for (let i = 0; i < 6; i++) {
      const from = { "CF-Connecting-IP": house() };
      for (let j = 0; j < 4; j++)
        guesses.push((await signIn(username, `guess ${i} ${j}`, from)).status);
    }
    expect(guesses.filter((status) => status === 401)).toHaveLength(20);
    expect((await signIn(username, password, { "CF-Connecting-IP": house() })).status).toBe(429);
    expect(
      (await signIn(username, password, { "CF-Connecting-IP": house(), Cookie: browser })).status,
    ).toBe(201);
  });

  it("believes no browser cookie that was not made for this account", async () => {
    const [tom, ade] = [await newcomer(), await newcomer("Ade Olu")];
    const adesBrowser = cookieOf(
      await signIn(ade.username, password, { "CF-Connecting-IP": house() }),
      "__Host-browser",
    );
    const from = { "CF-Connecting-IP": house() };
    for (let i = 0; i < 5; i++) await signIn(tom.username, `guess ${i}`, from);
    for (const Cookie of [
      adesBrowser,
      `__Host-browser=${crypto.randomUUID()}.forged`,
      "__Host-browser=",
    ]) {
      expect((await signIn(tom.username, "guess again", { ...from, Cookie })).status).toBe(429);
    }
  });

  it("limits a known browser, too", async () => {
    const { username } = await newcomer();
    const Cookie = cookieOf(
      await signIn(username, password, { "CF-Connecting-IP": house() }),
      "__Host-browser",
    );
    const answers = [];
    for (let i = 0; i < 7; i++)
      answers.push(
        (await signIn(username, `guess ${i}`, { "CF-Connecting-IP": house(), Cookie })).status,
      );
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it("gives back the counts of somebody who mistyped and then got it right", async () => {
    const { username } = await newcomer();
    const from = { "CF-Connecting-IP": house() };
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++)
        expect((await signIn(username, `oops ${i}`, from)).status).toBe(401);
      expect((await signIn(username, password, from)).status).toBe(201);
    }
  });

  it("forgets what a success forgives: Tom's own slips, never the guesses of strangers elsewhere (R10)", async () => {
    const { username } = await newcomer();
    const before = hashing.done;
    const statuses: number[] = [];
    for (let round = 0; round < 5; round++) {
      const strangers = house();
      for (let i = 0; i < 7; i++)
        statuses.push(
          (await signIn(username, `guess ${round} ${i}`, { "CF-Connecting-IP": strangers })).status,
        );
      const his = { "CF-Connecting-IP": "203.0.250.1", Cookie: browserOf(username) };
      expect((await signIn(username, password, his)).status).toBe(201);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(hashing.done - before).toBe(20 + 5);
  });

  it("keeps five guesses from Tom's address five, though he signs in beside them in a browser he used before", async () => {
    const { username } = await newcomer();
    const from = { "CF-Connecting-IP": house() };
    for (let i = 0; i < 5; i++) await signIn(username, `guess ${i}`, from);
    const his = { ...from, Cookie: browserOf(username) };
    expect((await signIn(username, password, his)).status).toBe(201);
    expect((await signIn(username, "guess 6", from)).status).toBe(429);
  });

  it("opens again after a quarter of an hour: nobody is locked out for good", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { username } = await newcomer();
    const from = { "CF-Connecting-IP": house() };
    for (let i = 0; i < 6; i++) await signIn(username, `guess ${i}`, from);
    vi.setSystemTime(Date.now() + 15 * 60_000 + 1);
    expect((await signIn(username, password, from)).status).toBe(201);
    vi.useRealTimers();
  });

  it("counts one IPv6 household however its addresses are spelt (CVE-2026-45364)", async () => {
    const { username } = await newcomer();
    const spellings = [
      "2001:db8:1:2::1",
      "2001:0DB8:0001:0002:0000:0000:0000:0002",
      "2001:db8:1:2:ffff::",
      "2001:db8:1:2::10.0.0.1",
      "2001:db8:1:2:a:b:c:d",
    ];
    for (const ip of spellings)
      expect((await signIn(username, "guess", { "CF-Connecting-IP": ip })).status).toBe(401);
    expect(
      (await signIn(username, "guess", { "CF-Connecting-IP": "2001:db8:1:2::3" })).status,
    ).toBe(429);
    expect(
      (await signIn(username, "guess", { "CF-Connecting-IP": "2001:db8:1:3::3" })).status,
    ).toBe(401);
  });

  it("does not let one address try a hundred and one accounts", async () => {
    const from = { "CF-Connecting-IP": house() };
    await used(`address:${from["CF-Connecting-IP"]}`, 100);
    expect((await signIn("somebody_else", "guess", from)).status).toBe(429);
  });
});

describe("the sign-in page", () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask("/sign-in", {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: origin,
        "CF-Connecting-IP": house(),
        ...headers,
      },
    });

  it("has the cursor where something is missing: after a wrong password a new one cannot land in the username", async () => {
    const cursor = async (answer: Promise<Response>) =>
      /<input[^>]*name="(\w+)"[^>]*autofocus/.exec(await (await answer).text())?.[1];
    expect(await cursor(ask("/sign-in"))).toBe("username");
    expect(await cursor(form({ username: "ng75pn_shah", password: "a slip" }))).toBe("password");
  });

  it("works without JavaScript and goes on to where Tom was going", async () => {
    const { username } = await newcomer();
    const answer = await form({ username, password, next: `/s/${school}/invites` });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/s/${school}/invites`]);
  });

  it("never goes on to another website", async () => {
    const { username } = await newcomer();
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "javascript:alert(1)",
      "/%0d%0a x",
    ]) {
      const answer = await form({ username, password, next });
      expect(answer.status).toBe(303);
      expect(new URL(answer.headers.get("Location") ?? "", origin).origin, next).toBe(origin);
      expect(answer.headers.get("Location"), next).toMatch(/^\/(?!\/)/);
    }
  });

  it("keeps the username, never the password, after a slip", async () => {
    const answer = await form({ username: "somebody", password: "my secret 123" });
    expect(answer.status).toBe(401);
    const text = await answer.text();
    expect(text).toContain("somebody");
    expect(text).not.toContain("my secret 123");
  });

  it("is where the dashboard sends somebody without a session, and back", async () => {
    const answer = await ask("/s/abc/invites?x=1");
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      302,
      "/sign-in?next=%2Fs%2Fabc%2Finvites%3Fx%3D1",
    ]);
    expect((await ask("/")).headers.get("Location")).toBe("/sign-in");
  });

  it("and sends back there, saying so, somebody who has just signed in and whose browser kept no cookie", async () => {
    const navigation = {
      "Sec-Fetch-Site": "same-origin",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "document",
    };
    const sentFrom = async (path: string, said: Record<string, string>) =>
      (await ask(path, { headers: said })).headers.get("Location");
    const signInPage = { ...navigation, Referer: `${origin}/sign-in?next=%2Fs%2Fabc` };
    expect(await sentFrom("/", signInPage)).toBe("/sign-in?why=blocked");
    expect(await sentFrom("/", navigation)).toBe("/sign-in?why=blocked");
    expect(await sentFrom("/s/abc", signInPage)).toBe("/sign-in?next=%2Fs%2Fabc&why=blocked");
    expect(await sentFrom("/new-password", signInPage)).toBe(
      "/sign-in?next=%2Fnew-password&why=blocked",
    );
    for (const other of [
      {},
      { ...navigation, "Sec-Fetch-Site": "none" },
      { ...navigation, "Sec-Fetch-Site": "cross-site" },
      { ...navigation, Referer: `${origin}/help` },
      { ...signInPage, Cookie: "__Host-browser=of.somebody; browser=of.somebody" },
    ])
      expect(await sentFrom("/", other), JSON.stringify(other)).toBe("/sign-in");
    const page = await (await ask("/sign-in?why=blocked")).text();
    expect(page).toContain("This browser does not keep you signed in");
    expect(page).toContain("with the username in the mail that welcomes you");
    const named = async (username: string) =>
      (await ask(`/sign-in?why=blocked&username=${username}`)).text();
    expect(await named("ng75pn_okafor")).toContain(">ng75pn_okafor</b>");
    expect(await named("Call+0900+123456")).not.toContain("0900");
    expect(await (await ask("/sign-in?why=ended")).text()).not.toContain("cookies");
  });
});

describe("sessions are the database's", () => {
  it("and a hashed id from a leaked backup opens nothing", async () => {
    const { person } = await newcomer();
    const [row] = await open(bindings.DB)
      .select()
      .from(sessions)
      .where(eq(sessions.userId, person.id));
    const thief = new Somebody(person.id, "thief", school, row?.id ?? "");
    expect((await thief.ask("/api/session")).status).toBe(401);
  });
});
