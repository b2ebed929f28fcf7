import type { Context, MiddlewareHandler, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod/mini";
import type { App } from "./app.ts";
import { noted } from "./notes.ts";

/** What a route answers with, as its handler's context knows it. */
interface Answering<Shape, Sent> {
  out: { answer: { shape: Shape; sent: Sent } };
}

type Answers<Shape, Sent> = MiddlewareHandler<App, string, Answering<Shape, Sent>>;

type Json<Shape, Status extends ContentfulStatusCode> = Response &
  TypedResponse<Shape, Status, "json">;

type Nothing = Response & TypedResponse<null, 204, "body">;

/** No field at the top that the schema does not have: what else a row holds is nobody's to read. */
type NothingElse<Body, Shape> = Body extends object
  ? Record<Exclude<keyof Body, Shape extends Shape ? keyof Shape : never>, never>
  : unknown;

/** Says what a route answers with when all goes well: JSON of this shape or, with 204, nothing. Its handler returns `answer(c, …)`. */
export function answers(status: 204): Answers<null, Nothing>;
export function answers<Status extends ContentfulStatusCode, Schema extends z.ZodMiniType>(
  status: Status,
  schema: Schema,
): Answers<z.output<Schema>, Json<z.output<Schema>, Status>>;
export function answers(
  status: ContentfulStatusCode | 204,
  schema?: z.ZodMiniType,
): MiddlewareHandler<App> {
  return noted<MiddlewareHandler<App>>(
    async (c, next) => {
      c.set("answer", (body) =>
        status === 204 ? c.body(null, status) : c.json(body as object, status),
      );
      await next();
    },
    { gives: { status, ...(schema && { schema }) } },
  );
}

/** The same for a file of this type, which a browser saves under this name. */
export function answersFile(
  type: string,
  name: string,
): Answers<ReadableStream<Uint8Array>, Response> {
  const headers = {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${name}"`,
  };
  return noted<Answers<ReadableStream<Uint8Array>, Response>>(
    async (c, next) => {
      c.set("answer", (body) => c.body(body as ReadableStream, 200, headers));
      await next();
    },
    { gives: { status: 200, type } },
  );
}

/** Answers with what the route says it `answers` with; nothing else compiles. */
export function answer<P extends string, Shape, Sent, Body extends Shape>(
  c: Context<App, P, Answering<Shape, Sent>>,
  body: Body & NothingElse<Body, Shape>,
): Sent {
  return c.get("answer")(body) as Sent;
}
