import * as z from "zod/mini";
import { type Header, type Note, noteOf, type Routes } from "./notes.ts";
import { isSafe, originHeader } from "./same-origin.ts";
import { accountHeader, backgroundHeader } from "./session/signed-in.ts";

/** As far as anybody here reads it. */
export const Description = z.looseObject({ openapi: z.string() });
export type Description = z.infer<typeof Description>;

/** The OpenAPI 3.1 description of an app's routes under `/api`. */
export function describe(app: Routes, origin: string) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const { method, path } of app.routes) {
    if (method === "ALL" || !path.startsWith("/api/")) continue;
    const name = path.replace(/\/$/, "").replace(/:(\w+)/g, "{$1}");
    paths[name] = {
      ...paths[name],
      [method.toLowerCase()]: operation(method, name, noteOf(app, method, path)),
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

function operation(
  method: string,
  path: string,
  { asks, headers = [], takes, takesFile, gives }: Note,
) {
  return {
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => pathParameter(name)),
      ...(asks ? queryParameters(asks) : []),
      ...[
        ...headers,
        accountHeader,
        backgroundHeader,
        ...(isSafe(method) ? [] : [originHeader]),
      ].map(headerParameter),
    ],
    ...(takes && {
      requestBody: { required: true, content: { "application/json": { schema: json(takes) } } },
    }),
    ...(takesFile && {
      requestBody: {
        required: true,
        content: Object.fromEntries(takesFile.map((type) => [type, {}])),
      },
    }),
    responses: {
      [gives?.status ?? 200]: { description: "Done.", ...contentOf(gives) },
      default: {
        description: "Refused.",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}

function pathParameter(name: string | undefined) {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

function queryParameters(schema: z.ZodMiniObject) {
  const { properties = {}, required = [] } = json(schema);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function headerParameter({ name, isRequired, description }: Header) {
  return { name, in: "header", required: isRequired, description, schema: { type: "string" } };
}

function contentOf(gives: Note["gives"]) {
  if (gives?.schema) return { content: { "application/json": { schema: json(gives.schema) } } };
  return gives?.type ? { content: { [gives.type]: {} } } : {};
}

function json(schema: z.ZodMiniType) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
