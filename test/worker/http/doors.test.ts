import { beforeAll, describe, expect, it } from "vitest";
import { type Ability, can, type Role } from "#domain/roles";
import { api } from "#worker/api";
import { abilityOf } from "#worker/http/notes";
import { makeGroup } from "../../groups.ts";
import { invite, look } from "../../links.ts";
import { ask, type Cast, cast, makePerson, origin, type Somebody } from "../../people.ts";
import { cancelledRecovery } from "../../recoveries.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

/** A sample of every call about a school. Who may make it says the domain's table; a route that is not here fails the first test. */
const calls: { method: string; path: string; body?: unknown; headers?: Record<string, string> }[] =
  [
    { method: "GET", path: "" },
    { method: "PATCH", path: "", body: { timeZone: "Europe/London" } },
    { method: "PUT", path: "/message", body: { text: "Hello" } },
    { method: "DELETE", path: "/message" },
    { method: "GET", path: "/recoveries" },
    { method: "POST", path: "/recoveries" },
    { method: "PUT", path: "/recoveries/:id/cancellation" },
    { method: "GET", path: "/snapshot" },
    { method: "GET", path: "/events" },
    { method: "GET", path: "/activity" },
    { method: "GET", path: "/activity.csv" },
    { method: "GET", path: "/room" },
    { method: "GET", path: "/addresses/:email" },
    { method: "GET", path: "/usernames/:username" },
    { method: "GET", path: "/users" },
    { method: "POST", path: "/users", body: { username: "x" } },
    { method: "GET", path: "/users/:id" },
    {
      method: "PATCH",
      path: "/users/:id",
      body: { phone: "0115 496 0000" },
      headers: { "If-Match": '"0"' },
    },
    { method: "PUT", path: "/users/:id/deactivation" },
    { method: "DELETE", path: "/users/:id/deactivation" },
    { method: "PUT", path: "/users/:id/merger", body: { into: "x" } },
    { method: "PUT", path: "/users/:id/email", body: { from: "x" } },
    { method: "PUT", path: "/users/:id/password", body: { password: "x" } },
    { method: "PATCH", path: "/users/:id/groups", body: { add: [] } },
    { method: "GET", path: "/groups" },
    { method: "POST", path: "/groups", body: { name: "" } },
    {
      method: "PATCH",
      path: "/groups/:id",
      body: { yearGroup: "Year 7" },
      headers: { "If-Match": '"0"' },
    },
    { method: "PUT", path: "/groups/:id/deactivation" },
    { method: "DELETE", path: "/groups/:id/deactivation" },
    { method: "PATCH", path: "/groups/:id/members", body: { remove: [] } },
    { method: "POST", path: "/password-emails", body: { userIds: ["nobody"] } },
    { method: "GET", path: "/invites" },
    { method: "POST", path: "/invites", body: { email: "x@y.example", role: "viewer" } },
    { method: "GET", path: "/invites/:id" },
    {
      method: "PATCH",
      path: "/invites/:id",
      body: { staffType: "slt" },
      headers: { "If-Match": '"0"' },
    },
    { method: "DELETE", path: "/invites/:id" },
    { method: "POST", path: "/invites/:id/resends" },
    { method: "PUT", path: "/invites/:id/revocation" },
    { method: "DELETE", path: "/invites/:id/revocation" },
  ];

const filled = (path: string, id: string) =>
  path
    .replace(":id", id)
    .replace(":email", "a@b.example")
    .replace(":username", "somebody")
    .replace(/^\/events$/, "/events?since=0");

/** The ability a route asks for. Every one asks for some. */
function needed(method: string, path: string): Ability {
  const ability =
    abilityOf(api, method, `/api/schools/:school${path}`) ??
    abilityOf(api, method, `/api/schools/:school${path}/`);
  if (!ability) throw new Error(`${method} ${path} asks for no ability.`);
  return ability;
}

describe("every door of a school", () => {
  it("is in the table", () => {
    const routes = api.routes
      .filter((route) => route.path.startsWith("/api/schools/:school") && route.method !== "ALL")
      .map(
        (route) =>
          `${route.method} ${route.path.replace("/api/schools/:school", "").replace(/\/$/, "")}`,
      );
    expect([...new Set(routes)].sort()).toEqual(
      calls.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  it("opens to the roles that may, and says the same 404 to an outsider as for a school that never was", async () => {
    const { priya, tom, lena, rene, ngozi, oakfield } = people;
    const subjectOf = async (path: string): Promise<{ id: string }> => {
      if (path.startsWith("/users"))
        return makePerson(oakfield, "Kit Subject", "viewer", "governor", Date.now());
      // Editors look after the groups they are in.
      if (path.startsWith("/groups")) return makeGroup(priya, undefined, [lena]);
      return path.startsWith("/recoveries") ? cancelledRecovery(tom) : invite(priya);
    };
    const inside: [Somebody, Role][] = [
      [priya, "owner"],
      [tom, "admin"],
      [lena, "editor"],
      [rene, "viewer"],
    ];
    for (const { method, path, body: sample, headers } of calls) {
      const body = path.endsWith("/merger")
        ? { into: rene.id }
        : path.endsWith("/email")
          ? { from: rene.id }
          : sample;
      const { id } = await subjectOf(path);
      for (const [person, role] of inside) {
        const { status } = await person.call(method, filled(path, id), body, headers);
        if (can(role, needed(method, path)))
          expect([401, 403, 404], `${role} ${method} ${path}`).not.toContain(status);
        else expect(status, `${role} ${method} ${path}`).toBe(403);
      }
      const init = {
        method,
        headers: { "Content-Type": "application/json", ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      };
      const foreign = await ngozi.ask(`/api/schools/${oakfield}${filled(path, id)}`, init);
      const unknown = await ngozi.ask(
        `/api/schools/${crypto.randomUUID()}${filled(path, id)}`,
        init,
      );
      expect([foreign.status, unknown.status], `${method} ${path}`).toEqual([404, 404]);
      expect(await foreign.text()).toBe(await unknown.text());
      expect(headersOf(foreign)).toEqual(headersOf(unknown));
      const nobody = await ask(`/api/schools/${oakfield}${filled(path, id)}`, {
        ...init,
        headers: { ...init.headers, Origin: origin },
      });
      expect(nobody.status, `nobody ${method} ${path}`).toBe(401);
    }
  });

  it("hides another school's invite behind one's own school's path, byte for byte like an unknown id", async () => {
    const { priya, ngozi } = people;
    const [hers, recovery, group] = [
      await invite(ngozi),
      await cancelledRecovery(ngozi),
      await makeGroup(ngozi),
    ];
    const subjects: Record<string, { id: string }> = {
      users: ngozi,
      recoveries: recovery,
      groups: group,
      invites: hers,
    };
    for (const { method, path, body, headers } of calls.filter((call) =>
      call.path.includes(":id"),
    )) {
      const id = subjects[path.split("/")[1] ?? ""]?.id ?? "";
      const foreign = await priya.call(method, filled(path, id), body, headers);
      const unknown = await priya.call(method, filled(path, crypto.randomUUID()), body, headers);
      expect([foreign.status, unknown.status], `${method} ${path}`).toEqual([404, 404]);
      expect(await foreign.text()).toBe(await unknown.text());
    }
    expect(await look(ngozi, hers)).toMatchObject({
      status: "pending",
      version: expect.any(Number),
      resends: 0,
    });
  });

  it("shows no list, snapshot, event or cursor of another school", async () => {
    const { priya, ngozi } = people;
    const hers = await invite(ngozi, { email: "secret.joiner@fernhill.example" });
    for (const path of [
      "/invites?limit=200",
      "/users?limit=200",
      "/users?q=okoro",
      "/snapshot",
      "/events?since=0",
    ]) {
      const text = await (await priya.get(path)).text();
      for (const id of [hers.id, ngozi.id]) expect(text, path).not.toContain(id);
    }
    await invite(ngozi);
    const { next } = (await (await ngozi.get("/invites?limit=1")).json()) as { next: string };
    expect(
      await (await priya.get(`/invites?cursor=${encodeURIComponent(next)}`)).text(),
    ).not.toContain("fernhill.example");
    const check = await priya.get(
      `/addresses/${encodeURIComponent("secret.joiner@fernhill.example")}`,
    );
    expect(await check.json()).toEqual({
      available: true,
      reason: null,
      suggestion: null,
      user: null,
    });
  });

  it("shows Lena and Rene the directory alone", async () => {
    for (const person of [people.lena, people.rene]) {
      const snapshot = (await (await person.get("/snapshot")).json()) as {
        invites: unknown[];
        users: Record<string, unknown>[];
      };
      expect(snapshot.invites).toEqual([]);
      expect(snapshot.users.length).toBeGreaterThanOrEqual(5);
      for (const user of snapshot.users) {
        expect(Object.keys(user).sort()).toEqual([
          "email",
          "familyName",
          "givenName",
          "groupIds",
          "id",
          "middleName",
          "role",
          "staffType",
          "title",
        ]);
      }
      const events = (await (await person.get("/events?since=0")).json()) as {
        events: { kind: string }[];
        to: number;
        seq: number;
      };
      expect(
        events.events.filter(
          (event) => event.kind.startsWith("invite.") && event.kind !== "invite.accepted",
        ),
      ).toEqual([]);
      expect(events.to).toBe(Math.min(events.seq, 500));
    }
  });
});

describe("roles above one's own [I1] [I14]", () => {
  it("cannot be granted, nor acted on, by Tom; he may see them", async () => {
    const { priya, tom } = people;
    const head = await invite(priya, { role: "owner", staffType: "headteacher" });
    expect((await look(tom, head)).role).toBe("owner");
    const refused = [
      tom.call("POST", "/invites", { email: "new.head@oakfield.example", role: "owner" }),
      tom.call("POST", `/invites/${head.id}/resends`),
      tom.call("PUT", `/invites/${head.id}/revocation`),
      tom.call(
        "PATCH",
        `/invites/${head.id}`,
        { role: "viewer" },
        { "If-Match": `"${head.version}"` },
      ),
      tom.call(
        "PATCH",
        `/invites/${head.id}`,
        { email: "tom.himself@oakfield.example" },
        { "If-Match": `"${head.version}"` },
      ),
    ];
    for (const answer of await Promise.all(refused)) {
      expect(answer.status).toBe(403);
      expect(((await answer.json()) as { code: string }).code).toBe("role_too_high");
    }
    const helper = await invite(tom, { role: "viewer" });
    const raised = await tom.call(
      "PATCH",
      `/invites/${helper.id}`,
      { role: "owner" },
      { "If-Match": `"${(await look(tom, helper)).version}"` },
    );
    expect(raised.status).toBe(403);
    expect((await look(tom, helper)).role).toBe("viewer");
    await priya.call("PUT", `/invites/${head.id}/revocation`);
    expect((await tom.call("DELETE", `/invites/${head.id}/revocation`)).status).toBe(403);
  });
});

describe("other websites", () => {
  it("can do nothing with Priya's cookie", async () => {
    const { priya } = people;
    const body = JSON.stringify({ email: "evil@evil.example", role: "owner" });
    const json = { "Content-Type": "application/json" };
    const attempts: Record<string, string>[] = [
      { ...json, Origin: "https://evil.example" },
      { ...json, Origin: "null" },
      { ...json, Origin: "" },
      { ...json, "Sec-Fetch-Site": "cross-site", Origin: origin },
      { ...json, "Sec-Fetch-Site": "same-site", Origin: origin },
      { ...json, "Sec-Fetch-Site": "none", Origin: origin },
    ];
    for (const headers of attempts) {
      const answer = await priya.ask(`/api/schools/${priya.school}/invites`, {
        method: "POST",
        body,
        headers,
      });
      expect(
        [answer.status, ((await answer.json()) as { code: string }).code],
        JSON.stringify(headers),
      ).toEqual([403, "cross_origin"]);
    }
    const ours = { ...json, "Sec-Fetch-Site": "same-origin", Origin: "https://elsewhere.example" };
    const answer = await priya.ask(`/api/schools/${priya.school}/invites`, {
      method: "POST",
      body,
      headers: ours,
    });
    expect(answer.status).toBe(201);
  });

  it("cannot sign anybody in or register by a form", async () => {
    for (const path of ["/sign-in", "/register"]) {
      for (const Origin of ["https://evil.example", "null"]) {
        const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin };
        expect(
          (await ask(path, { method: "POST", body: "username=a&password=b", headers })).status,
        ).toBe(403);
      }
    }
  });
});

function headersOf(answer: Response): [string, string][] {
  return [...answer.headers].filter(([name]) => name !== "date" && name !== "x-now").sort();
}
