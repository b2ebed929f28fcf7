import { hc } from "hono/client";
import type { Code } from "#domain/errors";
import type { Api } from "#worker/api";
import { pause } from "./backoff.ts";
import { forget } from "./device-mark.ts";
import { timedFetch } from "./server-time.ts";

/** How long a request waits before it is made once more. */
const repeatAfterMs = 400;

/** A refusal, in the contract's code and in words for the person. */
export class Problem extends Error {
  constructor(
    readonly code: Code | "internal" | "unreachable",
    readonly detail: string,
    /** A sentence for each field that is wrong, by the field's name. */
    readonly fields: Record<string, string> = {},
    /** The row as it is now, for `changed`. */
    readonly current: unknown = null,
  ) {
    super(code);
  }
}

/** The server's routes, typed. Every call either answers with success or throws a `Problem`. */
export const api = hc<Api>("/api", { fetch: ask });

/** Whether the server refused for one of these reasons. */
export function isRefusal(error: unknown, ...codes: Problem["code"][]): error is Problem {
  return error instanceof Problem && codes.includes(error.code);
}

/** For a command that may be asked for again: under one key it is carried out once. */
export function keyed(key: string) {
  return { header: { "Idempotency-Key": key } };
}

/** For a change that is meant for this version of a row alone. */
export function onVersion(version: number) {
  return { header: { "If-Match": `"${version}"` } };
}

/** What to tell somebody whose request did not work. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.detail : "That did not work. Try again.";
}

let sentAway = false;

/** Whether the page is being left because nothing more may be done on it: nobody is asked then. */
export function isSentAway(): boolean {
  return sentAway;
}

/** Leaves for the sign-in page, which leads back here. */
export function signInAgain(): void {
  const { pathname, search } = location;
  if (!sentAway) void leaveNothing(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** Ends the session, and leaves for the sign-in page. Throws a `Problem`, and stays, where that cannot be done. */
export async function signOut(): Promise<void> {
  // The room may say that the session has ended before this answer does.
  sentAway = true;
  try {
    await api.session.$delete();
  } catch (error) {
    if (!isRefusal(error, "signed_out")) {
      sentAway = false;
      throw error;
    }
  }
  await leaveNothing("/sign-in");
}

/** Goes where nothing is known any more of whoever was here. */
async function leaveNothing(next: string): Promise<void> {
  sentAway = true;
  await forget();
  location.assign(next);
}

/** Until a handed-out password is changed there is nothing else to do here. That page leads back. */
function chooseOwnPassword(): void {
  const { pathname, search } = location;
  sentAway = true;
  location.assign(`/new-password?next=${encodeURIComponent(pathname + search)}`);
}

async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await send(input, withKey(init));
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code === "signed_out") signInAgain();
  if (problem.code === "password_change_required") chooseOwnPassword();
  throw problem;
}

/** A command whose answer was lost is asked once more: its key makes the repeat harmless. */
async function send(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const isRepeatable = init.method !== "POST" || new Headers(init.headers).has("Idempotency-Key");
  try {
    return await timedFetch(input, init);
  } catch {
    if (!isRepeatable || !navigator.onLine) throw unreachable();
    await pause(repeatAfterMs);
    return timedFetch(input, init).catch(() => {
      throw unreachable();
    });
  }
}

function withKey(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  // Whoever may repeat a command brings its key.
  if (init.method === "POST" && !headers.has("Idempotency-Key"))
    headers.set("Idempotency-Key", crypto.randomUUID());
  // Commands without a body are JSON, too: an empty stream is sent all the same.
  if (init.method && init.method !== "GET") headers.set("Content-Type", "application/json");
  return { ...init, headers };
}

function unreachable(): Problem {
  return new Problem(
    "unreachable",
    "Staffroom cannot be reached just now. Check your connection and try again.",
  );
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (!isProblem(body))
    return new Problem("internal", "That did not work, and it is our fault. Try again.");
  return new Problem(body.code, body.detail, body.fields, body.current ?? null);
}

function isProblem(body: unknown): body is Pick<Problem, "code" | "detail"> & {
  fields?: Record<string, string>;
  current?: unknown;
} {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
