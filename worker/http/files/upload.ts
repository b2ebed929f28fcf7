import type { MiddlewareHandler } from "hono";
import { DomainError } from "#domain/errors";
import type { App, AppContext } from "../app.ts";
import { noted } from "../notes.ts";

/** What multipart says around a file: a heading for each part, and what parts them. */
const mostAround = 64 * 1024;

/** A file that came in a form, with what else was filled in. */
export interface Upload {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  fields: Record<string, string>;
}

/** The body is a form of `multipart/form-data` with a file of at most so many bytes. Refuses with `too_large`. */
export function upload(mostBytes: number): MiddlewareHandler<App> {
  const check: MiddlewareHandler<App> = (_, next) => next();
  return noted(check, {
    takesFile: ["multipart/form-data"],
    mostBytes: mostBytes + mostAround,
  });
}

/**
 * The file in the field `file` of a form (RFC 7578) and its other fields. The bytes stay where they came: 50 MB twice would be
 * most of what a Worker has. Refuses with `invalid` where there is none.
 */
export async function uploaded(c: AppContext): Promise<Upload> {
  const boundary = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(
    c.req.header("Content-Type") ?? "",
  );
  const mark = boundary?.[1] ?? boundary?.[2];
  const whole = Buffer.from(await c.req.arrayBuffer());
  const parts = mark === undefined ? [] : partsOf(whole, Buffer.from(`--${mark}`));
  const file = parts.find(({ field, name }) => field === "file" && name !== null);
  if (!file)
    throw new DomainError("invalid", {
      fields: { file: "Choose the file that your MIS exports." },
    });
  const others = parts.filter(({ name }) => name === null);
  const fields = others.map(({ field, bytes }) => [field, new TextDecoder().decode(bytes)]);
  return { name: file.name ?? "", bytes: file.bytes, fields: Object.fromEntries(fields) };
}

interface Part {
  field: string;
  /** The file's; null where it is none. */
  name: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

/** More parts than any form of ours has are not looked at. */
const mostParts = 20;

function partsOf(whole: Buffer<ArrayBuffer>, mark: Buffer): Part[] {
  const parts: Part[] = [];
  let at = whole.indexOf(mark);
  while (at >= 0 && parts.length < mostParts) {
    const start = at + mark.length;
    // The last one is followed by two hyphens.
    if (whole.subarray(start, start + 2).toString("latin1") === "--") break;
    const heading = whole.indexOf("\r\n\r\n", start);
    const end = whole.indexOf(Buffer.concat([Buffer.from("\r\n"), mark]), start);
    if (heading < 0 || end < heading || heading - start > mostAround) break;
    const part = partOf(
      whole.subarray(start, heading).toString("utf8"),
      whole.subarray(heading + 4, end),
    );
    if (part) parts.push(part);
    at = end + 2;
  }
  return parts;
}

function partOf(headings: string, bytes: Uint8Array<ArrayBuffer>): Part | null {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headings)?.[1] ?? "";
  const field = /(?:^|[;\s])name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  const name = /(?:^|[;\s])filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  return field === undefined ? null : { field, name: name ?? null, bytes };
}
