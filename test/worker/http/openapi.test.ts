import { describe, expect, it } from "vitest";
import { api } from "#worker/api";
import { noteOf } from "#worker/http/notes";
import { ask } from "../../people.ts";

interface Operation {
  parameters: { name: string; in: "path" | "query" | "header"; required: boolean }[];
  requestBody?: object;
  responses: object;
}

const described = async () =>
  (await (await ask("/api/openapi.json")).json()) as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };

const nameOf = (path: string) => path.replace(/\/$/, "").replace(/:(\w+)/g, "{$1}");

const routes = api.routes.filter(
  (route) => route.path.startsWith("/api/") && route.method !== "ALL",
);

describe("the contract a machine reads", () => {
  it("is made of the routes: every path under /api, with what it takes and gives", async () => {
    const { openapi, paths } = await described();
    expect(openapi).toMatch(/^3\.1/);
    const invites = paths["/api/schools/{school}/invites"];
    expect(Object.keys(invites ?? {}).sort()).toEqual(["get", "post"]);
    expect(JSON.stringify(invites?.post?.requestBody)).toContain("staffType");
    expect(JSON.stringify(invites?.post?.responses)).toContain("resendsLeft");
    for (const { path, method } of routes)
      expect(paths[nameOf(path)]?.[method.toLowerCase()], `${method} ${path}`).toBeDefined();
  });

  it("says of every operation what it answers with when all goes well", () => {
    for (const { path, method } of routes)
      expect(noteOf(api, method, path).gives, `${method} ${path}`).toBeDefined();
  });

  it("names every query parameter that a route reads, and every header, and which must be sent", async () => {
    const { paths } = await described();
    const named = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { parameters }]) => {
        const sent = parameters
          // Every command says where it comes from; see the next test.
          .filter((parameter) => parameter.in !== "path")
          .filter(
            ({ name }) => !["Origin", "Staffroom-Account", "Staffroom-Background"].includes(name),
          )
          .map((parameter) => parameter.name + (parameter.required ? "" : "?"));
        return sent.length === 0 ? [] : [[`${method.toUpperCase()} ${path}`, sent.join(" ")]];
      }),
    );
    const school = "/api/schools/{school}";
    expect(Object.fromEntries(named)).toEqual({
      "PATCH /api/session": "If-Match?",
      [`PATCH ${school}`]: "If-Match?",
      [`GET ${school}/events`]: "since",
      [`GET ${school}/room`]: "Upgrade",
      [`GET ${school}/activity`]: "limit? cursor? person? subject? kind? from? to?",
      [`GET ${school}/activity.csv`]: "person? subject? kind? from? to?",
      [`GET ${school}/invites`]: "limit? cursor? status? before? q? role? staffType? by?",
      [`GET ${school}/invites.csv`]: "status?",
      [`GET ${school}/mails`]: "about",
      [`GET ${school}/users.csv`]: "status? q?",
      [`POST ${school}/invites`]: "hold? Idempotency-Key?",
      [`PATCH ${school}/invites/{id}`]: "If-Match",
      [`POST ${school}/invites/batches`]: "hold? Idempotency-Key?",
      [`POST ${school}/invites/acts`]: "Idempotency-Key?",
      [`POST ${school}/invites/{id}/resends`]: "hold? Idempotency-Key?",
      [`GET ${school}/users`]: "limit? cursor? status? q?",
      [`POST ${school}/users`]: "Idempotency-Key?",
      [`POST ${school}/users/acts`]: "Idempotency-Key?",
      [`PATCH ${school}/users/{id}`]: "If-Match",
      [`GET ${school}/groups`]: "limit? cursor? status? q?",
      [`POST ${school}/groups`]: "Idempotency-Key?",
      [`PATCH ${school}/groups/{id}`]: "If-Match",
      [`GET ${school}/pupils`]: "limit? cursor? status? group? yearGroup? q?",
      [`GET ${school}/pupils.csv`]: "status? group? yearGroup? q?",
      [`GET ${school}/pupils/roster`]: "cursor?",
      [`POST ${school}/pupils`]: "Idempotency-Key?",
      [`PATCH ${school}/pupils/{id}`]: "If-Match",
      [`GET ${school}/imports`]: "limit? cursor?",
      [`POST ${school}/imports`]: "Idempotency-Key?",
      [`GET ${school}/imports/{id}/differences`]: "limit? cursor? kind? state? q?",
      [`POST ${school}/imports/{id}/application`]: "Idempotency-Key?",
      [`POST ${school}/password-emails`]: "Idempotency-Key?",
      [`POST ${school}/recoveries`]: "Idempotency-Key?",
    });
  });

  it("describes the very schema that a query is checked by", async () => {
    const { paths } = await described();
    for (const { path, method } of routes) {
      const { asks } = noteOf(api, method, path);
      const named = paths[nameOf(path)]?.[method.toLowerCase()]?.parameters
        .filter((parameter) => parameter.in === "query")
        .map(({ name }) => name);
      expect(named, `${method} ${path}`).toEqual(Object.keys(asks?.def.shape ?? {}));
    }
  });

  it("asks for Origin where something is changed, and for a key that may come again on every POST about a school", async () => {
    const { paths } = await described();
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { parameters }] of Object.entries(operations)) {
        const headers = parameters.flatMap(({ name, in: place }) =>
          place === "header" ? [name] : [],
        );
        const isRoom = path.endsWith("/room");
        expect(headers.includes("Origin"), `${method} ${path}`).toBe(method !== "get" || isRoom);
        if (method === "post" && path.includes("{school}"))
          expect(headers, path).toContain("Idempotency-Key");
      }
  });

  it("is all there is: no route reads a query or answers past its schema", () => {
    const sources = import.meta.glob<string>(
      ["../../../worker/*/*.ts", "!../../../worker/{db,domain,http,local,mail,pages}/**"],
      { query: "?raw", import: "default", eager: true },
    );
    expect(Object.keys(sources).length).toBeGreaterThan(30);
    const past = Object.entries(sources).filter(([, source]) =>
      /\bc\.(?:json|body|text)\(|\breq\.quer(?:y|ies)\(/.test(source),
    );
    expect(past.map(([file]) => file)).toEqual([]);
  });
});
