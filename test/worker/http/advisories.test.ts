import { runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { mails, memberships, users } from "#db/schema";
import { hashPassword } from "#worker/accounts/sessions";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin } from "../../people.ts";
import { watch } from "../../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const sources = import.meta.glob<string>("../../../{worker,party}/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

const rowOf = async (id: string) =>
  (await open(bindings.DB).select().from(users).where(eq(users.id, id)))[0];

const json = { "Content-Type": "application/json", Origin: origin };
const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: origin };

describe("Strapi CVE-2025-64526: what a limit counts by", () => {
  async function mia() {
    const hash = await hashPassword("long enough 9");
    const person = await makePerson(people.oakfield, "Mia Lund", "admin", "slt", Date.now(), hash);
    return { person, username: (await rowOf(person.id))?.username ?? "" };
  }

  it("is the account and the address of the connection, whatever body and headers say", async () => {
    const { username } = await mia();
    const spellings = [username, ` ${username.toUpperCase()} `, `${username}\u00a0`];
    const said = (i: number) => ({
      "CF-Connecting-IP": "203.0.113.7",
      "X-Forwarded-For": `198.51.100.${i}`,
      "X-Real-IP": `198.51.100.${i}`,
      "True-Client-IP": `198.51.100.${i}`,
      Forwarded: `for=198.51.100.${i}`,
    });
    const statuses = [];
    for (let i = 0; i < 7; i++) {
      const body = JSON.stringify({ username: spellings[i % 3], password: `guess ${i}` });
      const headers = { ...json, ...said(i) };
      statuses.push((await ask("/api/session", { method: "POST", headers, body })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const page = await ask("/sign-in", {
      method: "POST",
      headers: { ...form, ...said(9) },
      body: new URLSearchParams({
        username,
        password: "guess 9",
        email: "x@y.example",
        ip: "1.2.3.4",
      }),
    });
    expect(page.status).toBe(429);
  });

  it("takes no field beside the two: a key of one's own choosing is refused before any guess", async () => {
    const { username } = await mia();
    for (const more of [{ email: "a@b.example" }, { identifier: "a" }, { ip: "192.0.2.1" }]) {
      const body = JSON.stringify({ username, password: "guess", ...more });
      const answer = await ask("/api/session", { method: "POST", headers: json, body });
      expect(answer.status, JSON.stringify(more)).toBe(422);
    }
  });

  it("counts forgotten passwords for the account, whichever of its names is typed", async () => {
    const { person, username } = await mia();
    const email = (await rowOf(person.id))?.email ?? "";
    const logins = [username, email, username.toUpperCase(), email.toUpperCase(), ` ${email} `];
    for (const [i, login] of logins.entries()) {
      const headers = { ...json, "CF-Connecting-IP": `203.0.114.${i}` };
      const body = JSON.stringify({ login });
      expect((await ask("/api/password-resets", { method: "POST", headers, body })).status).toBe(
        202,
      );
    }
    const sent = await open(bindings.DB).select().from(mails).where(eq(mails.subjectId, person.id));
    expect(sent).toHaveLength(3);
  });
});

describe("Ghost CVE-2026-22594: a flag of the client's", () => {
  it("confirms nothing, raises nobody and skips no check", async () => {
    const { priya } = people;
    const flags = {
      emailConfirmedAt: 1,
      verified: true,
      skipVerification: true,
      passwordState: "own",
    };
    const nia = {
      username: `nia_${Date.now()}`,
      givenName: "Nia",
      familyName: "Hughes",
      role: "viewer",
    };
    for (const [flag, value] of Object.entries(flags)) {
      const body = { ...nia, staffType: "teacher", [flag]: value };
      expect((await priya.call("POST", "/users", body)).status, flag).toBe(422);
      const sent = { email: "nia@oakfield.example", role: "viewer", [flag]: value };
      expect((await priya.call("POST", "/invites", sent)).status, flag).toBe(422);
    }
    const filled = filledIn({
      role: "owner",
      verified: "true",
      emailConfirmedAt: "1",
      school: "x",
    });
    const done = await submit(tokenOf(await invite(priya, { role: "viewer" })), filled);
    const [made] = await open(bindings.DB)
      .select({ role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(users.username, filled.username ?? ""));
    expect([done.status === 303, made?.role ?? "viewer"]).toEqual([made !== undefined, "viewer"]);
  });
});

describe("Hono's 2026 advisories: paths written with escapes", () => {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
  /** The same path, as somebody writes it who wants to come past what guards it. */
  function spellings(path: string): string[] {
    const first = path.replace(/(?<=\/)[a-z]/g, hex);
    return [
      first,
      path.replace(/[a-z]/g, hex),
      first.toUpperCase().replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
      first.replaceAll("%", "%25"),
      path.replaceAll("/", "%2F").replace("%2F", "/"),
      path.replaceAll("/", "//"),
      path.replace(/\/(?=[^/]*$)/, "/%2e/"),
      `${path}/`,
      `${path}%00`,
      `${path};.css`,
      `/assets/..%2f${path.slice(1)}`,
    ];
  }

  it("come past no guard: signed out, from another school or without the role, nobody gets more", async () => {
    const { oakfield, ngozi, rene } = people;
    for (const path of spellings(`/api/schools/${oakfield}/invites`)) {
      expect([401, 404], path).toContain((await ask(path)).status);
      expect((await ngozi.ask(path)).status, path).toBe(404);
      expect([403, 404], path).toContain((await rene.ask(path)).status);
    }
  });

  it("change nothing for another website, whatever they are written as", async () => {
    const { priya, oakfield } = people;
    const body = JSON.stringify({ email: "evil@evil.example", role: "owner" });
    for (const path of spellings(`/api/schools/${oakfield}/invites`)) {
      const headers = { ...json, Origin: "https://evil.example" };
      const answer = await priya.ask(path, { method: "POST", headers, body });
      expect([403, 404], path).toContain(answer.status);
    }
    expect(await (await priya.get("/invites")).json()).toMatchObject({ items: [] });
  });

  it("lead to a token's page only with the headers that keep its secret", async () => {
    const token = tokenOf(await invite(people.priya));
    const plain = await ask(`/accept/${token}`);
    expect(plain.status).toBe(200);
    for (const page of ["/%61ccept", "/%61%63%63%65%70%74", "/acc%65pt"]) {
      const answer = await ask(`${page}/${token}`);
      const headers = ["Cache-Control", "Referrer-Policy", "Content-Security-Policy"];
      for (const name of headers)
        expect(answer.headers.get(name), page).toBe(plain.headers.get(name));
    }
  });
});

describe("Hono's 2026 advisories: forms without Content-Type", () => {
  const types = [null, "", "text/plain", "multipart/form-data; boundary=x", "image/png"];
  const post = (path: string, type: string | null, headers: Record<string, string>) =>
    ask(path, {
      method: "POST",
      // A string would bring a type of its own.
      body: new TextEncoder().encode("username=a&password=b&name=Evil"),
      headers: type === null ? headers : { ...headers, "Content-Type": type },
    });

  it("are another website's all the same: 403 at every door", async () => {
    const token = tokenOf(await invite(people.priya));
    const doors = ["/sign-in", "/register", "/api/session", "/api/schools", "/api/password-resets"];
    for (const path of [...doors, `/accept/${token}`, "/reset/x", "/recovery/x"]) {
      for (const type of types) {
        const evil = { Origin: "https://evil.example" };
        expect((await post(path, type, evil)).status, `${path} ${type}`).toBe(403);
        const site = { Origin: origin, "Sec-Fetch-Site": "cross-site" };
        expect((await post(path, type, site)).status, `${path} ${type}`).toBe(403);
      }
    }
  });

  it("are read by nobody, even from our own pages: 415", async () => {
    const token = tokenOf(await invite(people.priya));
    for (const path of ["/sign-in", "/register", "/api/session", `/accept/${token}`])
      for (const type of types)
        expect((await post(path, type, { Origin: origin })).status, `${path} ${type}`).toBe(415);
  });
});

describe("drizzle CVE-2026-39356: names that reach SQL", () => {
  const names = [
    "role\" = 'owner' --",
    '"; drop table users; --',
    "`role`",
    "role) or (1=1",
    "__proto__",
    "constructor",
  ];

  it("are never anybody's: as field, filter, order or cursor they are refused or plain text", async () => {
    const { priya, rene } = people;
    const before = await rowOf(rene.id);
    for (const name of names) {
      const change = JSON.parse(`{${JSON.stringify(name)}: "owner"}`) as object;
      const edit = await priya.call("PATCH", `/users/${rene.id}`, change, { "If-Match": '"1"' });
      expect(edit.status, name).toBe(422);
      const value = encodeURIComponent(name);
      // As a cursor that is one, to all appearances.
      const cursor = encodeURIComponent(btoa(JSON.stringify([0, name])));
      for (const list of ["users", "invites", "activity"]) {
        const { status } = await priya.get(`/${list}?cursor=${cursor}`);
        expect([200, 422], `${list} after ${name}`).toContain(status);
      }
      for (const query of ["q", "status", "cursor", "sort", "order", "limit", value])
        for (const list of ["users", "invites", "activity"]) {
          const answer = await priya.get(`/${list}?${query}=${value}`);
          expect([200, 422], `${list} ${query} ${name}`).toContain(answer.status);
        }
    }
    expect(await rowOf(rene.id)).toEqual(before);
  });

  it("are written in the code alone: nothing is made a name or raw SQL of what is only known at run time", () => {
    const written = Object.entries(sources).flatMap(([file, text]) =>
      [...text.matchAll(/sql\.(?:raw|identifier)\(/g)].map(() =>
        file.split("/").slice(3).join("/"),
      ),
    );
    expect(written).toEqual(["worker/db/schema.ts"]);
    const aliases = Object.values(sources).flatMap((text) =>
      [...text.matchAll(/\.as\(\s*([^)]*)/g)].map(([, name = ""]) => name.trim()),
    );
    expect(aliases.length).toBeGreaterThan(0);
    for (const name of aliases)
      expect(name).toMatch(/^("[a-z_]+",?$|`packed_\$\{getTableName\(table$)/);
  });
});

describe("partyserver 0.5.10", () => {
  it("sends no stack when greeting somebody fails: goodbye, and a code", async () => {
    const { tom, oakfield } = people;
    await runInDurableObject(bindings.ROOM.getByName(oakfield) as never, (instance: object) => {
      const broken = () => {
        throw new Error("kept to ourselves: select secret from users");
      };
      const env = { ...bindings, DB: { prepare: broken, batch: broken, withSession: broken } };
      Object.defineProperty(instance, "env", { value: env, configurable: true });
    });
    const window = await watch(tom);
    await window.until((w) => w.closed !== null, "the closing");
    expect(window.closed).toBe(1011);
    expect(window.texts).toEqual(['{"type":"bye","code":1011}']);
  });

  it("sends no stack whatever a client says: goodbye, and a code", async () => {
    const said = [
      "{",
      "null",
      '{"type":"presence"}',
      '{"__proto__":{"type":"presence"}}',
      `${"[".repeat(20_000)}`,
      new Uint8Array([0xff, 0xfe]),
    ];
    for (const message of said) {
      const window = await watch(people.tom);
      const before = window.texts.length;
      window.socket.send(message);
      await window.until((w) => w.closed !== null, "the closing");
      const after = window.texts.slice(before).filter((text) => !text.includes('"presence"'));
      expect([window.closed, after]).toEqual([1008, ['{"type":"bye","code":1008}']]);
    }
  });

  it("opens no binding by its own paths: rooms are behind their one route", async () => {
    const { tom, oakfield } = people;
    const upgrade = { Upgrade: "websocket", Origin: origin };
    for (const party of ["room", "ROOM", "Room", "main"])
      for (const path of [`/parties/${party}/${oakfield}`, `/party/${oakfield}`])
        for (const headers of [upgrade, {}])
          expect((await tom.ask(path, { headers })).status, path).toBe(404);
    for (const [file, text] of Object.entries(sources))
      expect(text, file).not.toMatch(/routePartykitRequest|routePartyRequest/);
  });
});
