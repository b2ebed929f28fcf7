import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { counted, nothing } from "#db/watched";
import { api } from "#worker/api";
import { isSafe } from "#worker/http/same-origin";
import { withDatabase } from "../../interleaved.ts";
import { invite, look, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";
import { calls, pathOf, routeOf } from "../../routes/in-school.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

describe("what a school shows", () => {
  it("takes the id of another school's invite for a new one like any other id: nobody learns that it is in use", async () => {
    const { priya, ngozi } = people;
    const theirs = await invite(priya);
    const answers = [];
    for (const id of [theirs.id, crypto.randomUUID()]) {
      const email = `${crypto.randomUUID().slice(0, 8)}@fernhill.example`;
      const made = await ngozi.call("POST", "/invites", { id, email, role: "viewer" });
      const again = await ngozi.call("POST", "/invites", {
        id,
        email: `x${email}`,
        role: "viewer",
      });
      const { invite: row } = (await made.json()) as { invite: { id: string; email: string } };
      expect(row).toMatchObject({ id, email });
      const listed = (await (await ngozi.get("/invites")).json()) as { items: { id: string }[] };
      expect(listed.items.filter((item) => item.id === id)).toHaveLength(1);
      answers.push([
        made.status,
        again.status,
        await again.text(),
        (await ngozi.get(`/invites/${id}`)).status,
        (await ngozi.call("POST", `/invites/${id}/resends`)).status,
        (await ngozi.call("PUT", `/invites/${id}/revocation`)).status,
        (await ngozi.call("DELETE", `/invites/${id}/revocation`)).status,
        await storyOf(ngozi, id),
      ]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(201);
    expect(await look(priya, theirs)).toMatchObject({ status: "pending", resends: 0 });
  });

  /** Without what became of its mails, which comes when it comes. */
  async function storyOf(somebody: Somebody, id: string): Promise<string[]> {
    const answer = await somebody.get(`/activity?subject=${id}`);
    const { items } = (await answer.json()) as { items: { kind: string }[] };
    return items.map(({ kind }) => kind).filter((kind) => kind !== "invite.delivery");
  }

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

describe("another address than ORIGIN", () => {
  it("is answered with the one to use, on every call and in the words of a refusal", async () => {
    const { priya } = people;
    const worker = (exports as unknown as { default: Fetcher }).default;
    const at = (host: string) =>
      worker.fetch(new Request(`${host}/api/session`, { headers: { Cookie: priya.cookie } }));
    expect((await at(origin)).headers.has("Staffroom-Origin")).toBe(false);
    expect((await at("https://10.0.0.5:8787")).headers.get("Staffroom-Origin")).toBe(origin);
    const headers = { Origin: "https://10.0.0.5:8787", Accept: "text/html" };
    const form = { "Content-Type": "application/x-www-form-urlencoded", ...headers };
    const page = await ask("/sign-in", { method: "POST", body: "username=a", headers: form });
    expect(page.status).toBe(403);
    const text = await page.text();
    expect(text).toContain(`own address is ${origin}`);
    expect(text).toContain(`href="${origin}/"`);
    const socket = { Upgrade: "websocket", Origin: "https://10.0.0.5:8787" };
    const room = await priya.ask(`/api/schools/${priya.school}/room`, { headers: socket });
    expect(await room.json()).toMatchObject({ code: "cross_origin", origin });
  });
});

/** What a browser says of where a request comes from. */
const said = (site: string, mode: string, dest: string) => ({
  "Sec-Fetch-Site": site,
  "Sec-Fetch-Mode": mode,
  "Sec-Fetch-Dest": dest,
});

/** What it says when nobody has come to a page of ours from another, or of their own accord. */
const foreign: Record<string, string>[] = [
  said("cross-site", "no-cors", "image"),
  said("cross-site", "navigate", "document"),
  said("cross-site", "navigate", "iframe"),
  said("same-site", "navigate", "document"),
  said("same-origin", "no-cors", "image"),
  said("none", "navigate", "iframe"),
  said("same-origin", "cors", "document"),
  { ...said("same-origin", "navigate", "document"), "Sec-Purpose": "prefetch;prerender" },
  {},
];

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

  it("erase nothing that a browser keeps by fetching our pages: only who comes to the sign-in page finds it empty", async () => {
    const erases = async (path: string, headers: Record<string, string>, method = "GET") =>
      (await ask(path, { method, headers })).headers.has("Clear-Site-Data");
    for (const { method, path } of api.routes.filter(({ method }) => isSafe(method)))
      for (const headers of foreign) {
        const real = path.replaceAll("*", "x").replaceAll(/:\w+/g, "x");
        expect(await erases(real, headers), `${method} ${path} ${JSON.stringify(headers)}`).toBe(
          false,
        );
      }
    for (const headers of foreign) expect(await erases("/sign-in", headers, "HEAD")).toBe(false);
    for (const site of ["none", "same-origin"])
      expect(await erases("/sign-in", said(site, "navigate", "document"))).toBe(true);
  });

  it("change nothing and end no session by having Priya's browser fetch what is there to be read, whatever it is", async () => {
    const { priya } = people;
    const inSchool = "/api/schools/:school";
    const paths = api.routes
      .filter(({ method, path }) => isSafe(method) && !path.startsWith(inSchool))
      .map(({ path }) => path.replace(/:\w+|\*/g, "x"));
    const reads = Object.keys(calls).filter((name) => isSafe(routeOf(name).method));
    for (const name of reads)
      paths.push(pathOf(name, priya.school, (await calls[name]?.make(priya)) ?? {}));
    paths.push(`/accept/${tokenOf(await invite(priya))}`);
    const sum = { ...nothing };
    const env = withDatabase(counted(bindings.DB, sum));
    const fetched = { ...foreign[0], Cookie: priya.cookie };
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
    for (const path of paths) {
      const request = new Request(origin + path, { headers: fetched, redirect: "manual" });
      const answer = await api.fetch(request, env, context as unknown as ExecutionContext);
      expect([sum.rowsWritten, answer.headers.getSetCookie()], path).toEqual([0, []]);
    }
    expect(paths.length).toBeGreaterThan(40);
    expect((await priya.ask("/api/session")).status).toBe(200);
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
