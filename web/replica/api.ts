import { hc } from "hono/client";
import type { Code } from "#domain/errors";
import type { Api } from "#worker/api";
import { forget } from "./device/device-mark.ts";
import { bringBackHalfFilled, setAsideHalfFilled } from "./half-filled.ts";
import { newKey } from "./keys.ts";
import { noteAddress } from "./network/address.ts";
import { contact } from "./network/contact.ts";
import { tellPosition } from "./network/positions.ts";
import { send } from "./network/requests.ts";
import { isAttended } from "./touched.ts";

/** A refusal, in the contract's code and in words for the person. */
export class Problem extends Error {
  constructor(
    readonly code: Code | "internal" | "unreachable",
    readonly detail: string,
    /** A sentence for each field that is wrong, by the field's name. */
    readonly fields: Record<string, string> = {},
    /** The row as it is now, for `changed`. */
    readonly current: unknown = null,
    /** What else the refusal says: why a file was not read, and what to say of it first. */
    readonly more: { reasons?: unknown; asked?: unknown } = {},
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

/** Whether the server has answered, if only to refuse. */
export function isAnswer(error: unknown): error is Problem {
  return error instanceof Problem && !isRefusal(error, "unreachable", "internal", "busy");
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

let account: string | null = null;

/** From now on every call says that this is the page of that account, so that nothing is done as somebody else. */
export function callAs(id: string): void {
  if (account !== id) bringBackHalfFilled(id);
  account = id;
}

let hasLeft = false;

/** The school has deactivated this person: where they are sent to sign in again they are told so [A7]. */
export function noteLeft(): void {
  hasLeft = true;
}

let sentAway = false;

/** Whether the page is being left because nothing more may be done on it: nobody is asked then. */
export function isSentAway(): boolean {
  return sentAway;
}

/** Leaves for the sign-in page, which says why and leads back here, to what was half typed [A19]. */
export function signInAgain(): void {
  if (sentAway) return;
  const { pathname, search } = location;
  void leaveNothing(`/sign-in?next=${encodeURIComponent(pathname + search)}${why()}`);
}

function why(): string {
  if (account === null) return "";
  if (hasLeft) return "&why=left";
  return setAsideHalfFilled(account) ? "&why=typed" : "&why=ended";
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

/** Somebody else has signed in on this browser: the page is theirs from the start. */
export async function startOver(): Promise<void> {
  if (sentAway) return;
  sentAway = true;
  await forget();
  location.reload();
}

/** Until a handed-out password is changed there is nothing else to do here. That page leads back. */
function chooseOwnPassword(): void {
  const { pathname, search } = location;
  sentAway = true;
  location.assign(`/new-password?next=${encodeURIComponent(pathname + search)}`);
}

async function ask(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const isChange = (init.method ?? "GET") !== "GET";
  // What cannot work is said at once.
  if (isChange && contact.lostSince() !== null) throw unreachable();
  // The second of two changes of a password would find the first one's, and call the present one wrong.
  const isRepeatable = !String(input).endsWith("/session/password");
  const answer = await send(input, withHeaders(init, isChange), isRepeatable).catch(() => {
    throw unreachable();
  });
  // Gateways and sign-in pages of networks speak in pages.
  if (answer.status !== 204 && !answer.headers.get("Content-Type")?.includes("json"))
    throw unreachable();
  noteAddress(answer);
  tellPosition(answer);
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (problem.code === "signed_out") signInAgain();
  if (problem.code === "other_account") void startOver();
  if (problem.code === "password_change_required") chooseOwnPassword();
  throw problem;
}

function withHeaders(init: RequestInit, isChange: boolean): RequestInit {
  const headers = new Headers(init.headers);
  if (account !== null) headers.set("Staffroom-Account", account);
  if (!isAttended()) headers.set("Staffroom-Background", "yes");
  // Whoever may repeat a command brings its key.
  if (init.method === "POST" && !headers.has("Idempotency-Key"))
    headers.set("Idempotency-Key", newKey());
  // Commands without a body are JSON, too: an empty stream is sent all the same. A file says what it is, and a form how it is parted.
  if (isChange && !headers.has("Content-Type") && !(init.body instanceof FormData))
    headers.set("Content-Type", "application/json");
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
  const { code, detail, fields, current = null, reasons, asked } = body;
  return new Problem(code, detail, fields, current, { reasons, asked });
}

function isProblem(body: unknown): body is Pick<Problem, "code" | "detail"> & {
  fields?: Record<string, string>;
  current?: unknown;
  reasons?: unknown;
  asked?: unknown;
} {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
