import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { validator } from "hono/validator";
import type * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import type { App, AppContext } from "./app.ts";
import { mostBytesOf, noted, takesFile } from "./notes.ts";
import { slips } from "./slips.ts";

/** The most bytes a body may have where no other limit is said. */
const megabyte = 1024 * 1024;

/** Counts what arrives, whatever Content-Length says or leaves out; a route of large files says its own limit. Refuses with `too_large`. */
export const upToAMegabyte = createMiddleware<App>((c, next) =>
  upTo(mostBytesOf(c) ?? megabyte)(c, next),
);

const upTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new DomainError("too_large");
    },
  });

/**
 * The body must be JSON, but where a route takes a file. Refuses with `unsupported_media_type`. It is read before anybody asks who sent it:
 * a request held open half-sent must not outlive the session it came with.
 */
export const jsonOnly = createMiddleware<App>(async (c, next) => {
  const isJson = isType(c.req.header("Content-Type"), "application/json");
  if ((await hasBody(c)) && !isJson && !takesFile(c))
    throw new DomainError("unsupported_media_type");
  c.set("now", Date.now());
  await next();
});

/** The body must be a plain form. Refuses with `unsupported_media_type`. */
export const formOnly = createMiddleware<App>(async (c, next) => {
  const isForm = isType(c.req.header("Content-Type"), "application/x-www-form-urlencoded");
  if ((await hasBody(c)) && !isForm) throw new DomainError("unsupported_media_type");
  await next();
});

/** A plain form's fields; of a repeated one the last. */
export async function formOf(c: AppContext): Promise<Record<string, string>> {
  return Object.fromEntries(
    new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer())),
  );
}

/** A JSON body of this shape, without unknown fields. Refuses with `invalid` and a sentence for each field. */
export function body<T extends z.ZodMiniType>(schema: T) {
  const check = validator("json", async (value): Promise<z.output<T>> => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new DomainError("invalid", { fields: slips(parsed.error.issues) });
    return parsed.data;
  });
  return noted(check, { takes: schema });
}

function isType(header: string | undefined, type: string): boolean {
  return header?.split(";")[0]?.trim().toLowerCase() === type;
}

/** Browsers send an empty body as a body of length 0. */
async function hasBody(c: AppContext): Promise<boolean> {
  return c.req.raw.body !== null && (await c.req.arrayBuffer()).byteLength > 0;
}
