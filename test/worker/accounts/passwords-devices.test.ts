import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { memberships, sessions, users } from "#db/schema";
import { hashPassword } from "#worker/accounts/sessions";
import { historyIsWhole } from "../../history.ts";
import { ask, bindings, type Cast, cast, makePerson, origin, Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";

const password = "long enough 9";
const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const json = { "Content-Type": "application/json", Origin: origin };

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

interface Device {
  id: string;
  browser: string;
  system: string;
  current: boolean;
  lastUsedAt: string;
}

async function devicesOf(person: Somebody): Promise<Device[]> {
  const answer = await person.ask("/api/session/devices");
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Device[] }).items;
}

const end = (person: Somebody, id: string) =>
  person.ask(`/api/session/devices/${id}`, { method: "DELETE", headers: json });

describe("where I am signed in [A15]", () => {
  it("names Tom's browsers in words, this one first, and shows no session's secret or hash", async () => {
    const tom = await makePerson(
      people.oakfield,
      "Tom Twice",
      "admin",
      "technician",
      Date.now(),
      await hashPassword(password),
    );
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, tom.id));
    const entered = await ask("/api/session", {
      method: "POST",
      headers: { ...json, "User-Agent": chrome, "CF-Connecting-IP": "203.0.113.9" },
      body: JSON.stringify({ username: row?.username, password }),
    });
    expect(entered.status).toBe(201);
    const items = await devicesOf(tom);
    expect(items).toMatchObject([
      { browser: "Another browser", system: "an unknown system", current: true },
      { browser: "Chrome", system: "Windows", current: false },
    ]);
    const rows = await open(bindings.DB).select().from(sessions).where(eq(sessions.userId, tom.id));
    for (const secret of [tom.secret, ...rows.map((one) => one.id)])
      expect(JSON.stringify(items)).not.toContain(secret);
  });

  it("ends one of them at once, sockets and all, and the others go on", async () => {
    const { tom } = people;
    const elsewhere = new Somebody(tom.id, tom.name, tom.school, tom.secret);
    await tom.returns();
    const [mine, other] = [await watch(tom), await watch(elsewhere)];
    const [, left] = await devicesOf(tom);
    expect((await end(tom, left?.id ?? "")).status).toBe(204);
    await other.until((w) => w.closed === 4401, "the farewell");
    expect((await elsewhere.ask("/api/session")).status).toBe(401);
    expect((await tom.ask("/api/session")).status).toBe(200);
    expect(mine.closed).toBeNull();
  });

  it("signs Tom out when it is this one he ends", async () => {
    const { tom } = people;
    const [mine] = await devicesOf(tom);
    const answer = await end(tom, mine?.id ?? "");
    expect(answer.headers.getSetCookie().join()).toMatch(/__Host-session=;/);
    expect((await tom.ask("/api/session")).status).toBe(401);
  });

  it("does not know another's, by its own id, its hash, or any other: 404 each time", async () => {
    const { tom, ade } = people;
    const [hers] = await devicesOf(ade);
    const [row] = await open(bindings.DB)
      .select()
      .from(sessions)
      .where(eq(sessions.userId, ade.id));
    const answers = await Promise.all([hers?.id, row?.id, "x"].map((id) => end(tom, id ?? "")));
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect((await ade.ask("/api/session")).status).toBe(200);
    expect((await ask("/api/session/devices")).status).toBe(401);
  });

  it("notes their use every five minutes at most, and with it that Tom was seen; no event tells of it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { tom, priya } = people;
    const start = Date.now();
    const used = async () =>
      (await open(bindings.DB).select().from(sessions).where(eq(sessions.userId, tom.id)))[0]
        ?.lastUsedAt;
    const seen = async () =>
      (await open(bindings.DB).select().from(memberships).where(eq(memberships.userId, tom.id)))[0]
        ?.lastSeenAt;
    const before = (await priya.get("/snapshot")).headers.get("X-Seq");
    vi.setSystemTime(start + 4 * 60_000);
    await tom.get("/snapshot");
    // Had this use been noted, the next would not be.
    vi.setSystemTime(start + 6 * 60_000);
    await tom.get("/snapshot");
    await vi.waitUntil(async () => (await used()) === start + 6 * 60_000);
    expect(await seen()).toBe(start + 6 * 60_000);
    expect((await priya.get("/snapshot")).headers.get("X-Seq")).toBe(before);
    vi.useRealTimers();
  });
});

describe("my profile [A15]", () => {
  const change = (person: Somebody, body: unknown) =>
    person.ask("/api/session", { method: "PATCH", headers: json, body: JSON.stringify(body) });

  it("is not written over by Lena's older page: 412 with what it has become, and with the right version it is", async () => {
    const { lena } = people;
    const on = (version: number, body: object) =>
      lena.ask("/api/session", {
        method: "PATCH",
        headers: { ...json, "If-Match": `"${version}"` },
        body: JSON.stringify(body),
      });
    const { user } = (await (await lena.ask("/api/session")).json()) as {
      user: { version: number };
    };
    expect((await on(user.version, { phone: "0115 496 0004" })).status).toBe(200);
    const late = await on(user.version, { phone: "0115 496 0005" });
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { code: "changed", current: { phone: "0115 496 0004", version: user.version + 1 } },
    ]);
    expect((await on(user.version + 1, { phone: "0115 496 0005" })).status).toBe(200);
  });

  it("is Lena's to change, and every admin sees it at once, in each of her schools", async () => {
    const { lena, priya, ngozi, fernhill } = people;
    await open(bindings.DB).insert(memberships).values({
      schoolId: fernhill,
      userId: lena.id,
      role: "viewer",
      editHistory: false,
      seeWholeSchool: false,
      setTargets: false,
      status: "active",
      joinedAt: 1,
    });
    const windows = [await watch(priya), await watch(ngozi)];
    const answer = await change(lena, {
      title: "Dr",
      familyName: "Brand-Roth",
      phone: "0115 496 0003",
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      user: { title: "Dr", familyName: "Brand-Roth", phone: "0115 496 0003" },
    });
    for (const window of windows) {
      await window.until((w) => w.events.length > 0);
      expect(window.events).toMatchObject([
        {
          kind: "user.changed",
          actor: { id: lena.id },
          user: { id: lena.id, familyName: "Brand-Roth" },
          changes: { phone: [null, null] },
        },
      ]);
    }
    const [one, other] = windows.map((window) => window.events[0]?.command);
    expect(one).toBe(other);
    for (const person of [priya, ngozi]) await historyIsWhole(person);
  });

  it("can be emptied where it may be, and is refused where it may not", async () => {
    const { lena } = people;
    await change(lena, { title: "Ms", phone: "0115 496 0004" });
    expect(await (await change(lena, { title: null, phone: "" })).json()).toMatchObject({
      user: { title: null, phone: null },
    });
    for (const body of [
      { givenName: " " },
      { phone: "call me" },
      { username: "other" },
      { email: "a@b.example" },
      { role: "owner" },
      {},
    ])
      expect((await change(lena, body)).status, JSON.stringify(body)).toBe(422);
  });

  it("says nothing when nothing differs, and loses neither of two changes at once", async () => {
    const { lena, priya } = people;
    const seq = async () => (await priya.get("/snapshot")).headers.get("X-Seq");
    const before = await seq();
    expect((await change(lena, { givenName: "Lena" })).status).toBe(200);
    expect(await seq()).toBe(before);
    await Promise.all([change(lena, { title: "Mrs" }), change(lena, { middleName: "Ida" })]);
    expect(await (await lena.ask("/api/session")).json()).toMatchObject({
      user: { title: "Mrs", middleName: "Ida" },
    });
  });
});
