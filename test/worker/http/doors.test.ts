import { beforeAll, describe, expect, it } from "vitest";
import { invite, look } from "../../links.ts";
import { ask, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

describe("what a school shows", () => {
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
