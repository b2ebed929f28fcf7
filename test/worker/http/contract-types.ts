// Nothing here runs. The compiler reads it: a line that should not compile, and does, is an error.
import { Hono } from "hono";
import { hc } from "hono/client";
import * as z from "zod/mini";
import type { Api } from "#worker/api";
import { answer, answers } from "#worker/http/answers";
import type { App } from "#worker/http/app";
import { query } from "#worker/http/query";

const routes = hc<Api>("/api").schools[":school"];
const param = { school: "s" };

export const calls = [
  () => routes.events.$get({ param, query: { since: "7" } }),
  // @ts-expect-error A misspelt name of a query.
  () => routes.events.$get({ param, query: { sinse: "7" } }),
  // @ts-expect-error What must be asked is left out.
  () => routes.events.$get({ param }),
  () => routes.invites.$get({ param }),
  () => routes.invites.$get({ param, query: { limit: "7", status: "pending" } }),
  // @ts-expect-error A misspelt name beside a right one.
  () => routes.invites.$get({ param, query: { limit: "7", state: "pending" } }),
  // @ts-expect-error No such status.
  () => routes.invites.$get({ param, query: { status: "lost" } }),
  // @ts-expect-error Nothing can be asked of a snapshot.
  () => routes.snapshot.$get({ param, query: { since: "7" } }),
  // @ts-expect-error A change says which version it is of.
  () => routes.users[":id"].$patch({ param: { ...param, id: "u" }, json: { phone: null } }),
];

const Shown = z.object({ name: z.string(), age: z.nullable(z.number()) });
const row = { name: "Joy", age: 7, passwordHash: "x" };

export const app = new Hono<App>()
  .get("/", query(z.object({ q: z.string() })), answers(200, Shown), (c) =>
    answer(c, { name: c.req.valid("query").q, age: null }),
  )
  // @ts-expect-error The handler reads a query that was not asked for.
  .get("/", query(z.object({ q: z.string() })), (c) => c.text(c.req.valid("query").p))
  // @ts-expect-error A field is missing.
  .get("/", answers(200, Shown), (c) => answer(c, { name: "Joy" }))
  // @ts-expect-error A field is of another type.
  .get("/", answers(200, Shown), (c) => answer(c, { name: "Joy", age: "7" }))
  // @ts-expect-error A field too many.
  .get("/", answers(200, Shown), (c) => answer(c, { name: "Joy", age: 7, height: 1 }))
  // @ts-expect-error A field too many, in a row from elsewhere.
  .get("/", answers(200, Shown), (c) => answer(c, row))
  // @ts-expect-error Nothing is what 204 answers with.
  .get("/", answers(204), (c) => answer(c, row))
  // @ts-expect-error No answer was described.
  .get("/", (c) => answer(c, row));
