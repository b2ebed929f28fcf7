import type { Hono, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import * as z from "zod/mini";
import type { Ability } from "#domain/roles";
import type { App } from "./app.ts";

/** What a route takes or gives, noted on its middleware so that the description is made of the routes themselves. */
const notes = new WeakMap<object, Note>();

interface Note {
  /** The ability it asks for. */
  needs?: Ability;
  takes?: z.ZodMiniType;
  gives?: { status: number; schema: z.ZodMiniType | null };
}

/** Notes what a middleware knows of its route. */
export function noted<T extends object>(middleware: T, note: Note): T {
  notes.set(middleware, note);
  return middleware;
}

/** Says what a route answers with when all goes well; does nothing else. */
export function gives(status: number, schema: z.ZodMiniType | null = null): MiddlewareHandler<App> {
  const silent = createMiddleware<App>((_, next) => next());
  return noted(silent, { gives: { status, schema } });
}

/** The ability a route asks for, or null where it asks for none. */
export function abilityOf(
  app: Pick<Hono<App>, "routes">,
  method: string,
  path: string,
): Ability | null {
  const found = app.routes.filter((route) => route.method === method && route.path === path);
  return (
    found
      .map((route) => notes.get(route.handler)?.needs)
      .find((ability) => ability !== undefined) ?? null
  );
}

/** The OpenAPI 3.1 description of an app's routes under `/api`. */
export function describe(app: Pick<Hono<App>, "routes">, origin: string) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const { method, path } of app.routes) {
    if (method === "ALL" || !path.startsWith("/api/")) continue;
    const found = app.routes.flatMap((route) =>
      route.method === method && route.path === path ? (notes.get(route.handler) ?? []) : [],
    );
    const name = path.replace(/\/$/, "").replace(/:(\w+)/g, "{$1}");
    paths[name] = {
      ...paths[name],
      [method.toLowerCase()]: operation(name, Object.assign({}, ...found)),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Staffroom", version: "1" },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Problem: json(Problem) },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "__Host-session" } },
    },
    security: [{ session: [] }],
  };
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  fields: z.optional(z.record(z.string(), z.string())),
});

function operation(path: string, { takes, gives: given }: Note) {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const content = given?.schema
    ? { content: { "application/json": { schema: json(given.schema) } } }
    : {};
  return {
    parameters,
    ...(takes && {
      requestBody: { required: true, content: { "application/json": { schema: json(takes) } } },
    }),
    responses: {
      [given?.status ?? 200]: { description: "Done.", ...content },
      default: {
        description: "Refused.",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}

function json(schema: z.ZodMiniType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
