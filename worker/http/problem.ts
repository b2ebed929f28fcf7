import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { DomainError } from "#domain/errors";
import { log } from "../log.ts";
import { refusalPage, wantsPage } from "../pages/refusal.tsx";
import { refusals } from "./refusals.ts";

/**
 * Answers whatever was thrown: programs as RFC 9457 problem JSON, people with a page.
 * Unforeseen errors are logged by kind, never told.
 */
export function problem(error: Error, c: Context): Response | Promise<Response> {
  const answer = answerTo(error, c);
  return wantsPage(c) ? refusalPage(c, answer) : answer;
}

function answerTo(error: Error, c: Context): Response {
  if (error instanceof DomainError) return tell(error);
  if (error instanceof HTTPException)
    return tell(new DomainError("invalid", { fields: { body: "This could not be read." } }));
  log("error", { route: c.req.routePath, error: error.name, stack: framesOf(error) });
  return body(
    500,
    "internal",
    "Something went wrong",
    "That did not work, and it is our fault. Try again; nothing was half done.",
  );
}

export function tell(error: DomainError): Response {
  const [status, title, detail] = refusals[error.code];
  const { fields, current, holder, origin, reasons, asked, retryAfter } = error.particulars;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { "Retry-After": String(Math.max(1, Math.ceil(retryAfter))) };
  return body(
    status,
    error.code,
    title,
    origin ? `${detail} Staffroom's own address is ${origin}: open it there.` : detail,
    {
      ...(fields && { fields }),
      ...(current !== undefined && { current }),
      ...(holder && { holder }),
      ...(origin && { origin }),
      ...(reasons && { reasons }),
      ...(asked !== undefined && { asked }),
    },
    headers,
  );
}

/** Where it happened. A database error's message holds what people typed, on lines of its own. */
function framesOf(error: Error): string {
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.slice(0, 5).join(" ");
}

function body(
  status: number,
  code: string,
  title: string,
  detail: string,
  more = {},
  headers = {},
): Response {
  return new Response(
    JSON.stringify({ type: "about:blank", title, status, code, detail, ...more }),
    {
      status,
      headers: { "Content-Type": "application/problem+json", ...headers },
    },
  );
}
