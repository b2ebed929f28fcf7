import { and, eq, isNotNull } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { mails } from "#db/schema";
import { type Asked, counted, nothing } from "#db/watched";
import type { PublicUser } from "#domain/users";
import { hashPassword } from "#worker/accounts/sessions";
import { api } from "#worker/api";
import { withDatabase } from "../../interleaved.ts";
import { filledIn, invite, tokenOf } from "../../links.ts";
import { bindings, makePerson, makeSchool, origin, type Somebody } from "../../people.ts";

/**
 * What each costs: round trips until it is answered, round trips in all, and the most rows that D1 reads for it. It looks one
 * row further or not, as ids happen to lie.
 */
const costs: Record<keyof typeof calls, [answered: number, inAll: number, mostRows: number]> = {
  "an invite": [2, 3, 80],
  "a resend": [3, 4, 90],
  "a withdrawal": [3, 3, 26],
  "a withdrawal taken back": [3, 3, 26],
  "an edit of an invite": [3, 3, 26],
  "an edit of a user": [3, 3, 40],
  "an edit of many users": [3, 3, 75],
  "a set-up page": [2, 2, 10],
  "an acceptance": [3, 4, 60],
  "a sign-in": [3, 3, 33],
  "the session": [1, 1, 6],
  "the snapshot": [2, 2, 30],
  "what happened since": [2, 2, 100],
  "a list of invites": [1, 1, 18],
  "a list of users": [1, 1, 17],
  "an invite looked at": [1, 1, 18],
  "somebody looked at": [1, 1, 18],
  "the activity": [3, 3, 120],
};

const password = "correct horse 7 battery";
const oneUse = () => ({ "Idempotency-Key": crypto.randomUUID() });
const email = () => `${crypto.randomUUID().slice(0, 8)}@oakfield.example`;

/** What an Owner is shown of somebody. */
async function seen(by: Somebody, { id }: Somebody): Promise<PublicUser> {
  return ((await (await by.get(`/users/${id}`)).json()) as { user: PublicUser }).user;
}

interface Call {
  method?: string;
  /** Of the school, where it does not begin with a slash. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  status?: number;
  isStrangers?: boolean;
}

/** What Priya does, at a school of hers and Tom's. */
const calls = {
  "an invite": () => {
    const body = { email: email(), role: "editor" };
    return { method: "POST", path: "invites", body, headers: oneUse(), status: 201 };
  },
  "a resend": async (priya) => {
    const { id } = await invite(priya);
    return { method: "POST", path: `invites/${id}/resends`, headers: oneUse(), status: 201 };
  },
  "a withdrawal": async (priya) => {
    const { id } = await invite(priya);
    return { method: "PUT", path: `invites/${id}/revocation` };
  },
  "a withdrawal taken back": async (priya) => {
    const { id } = await invite(priya);
    await priya.call("PUT", `/invites/${id}/revocation`);
    return { method: "DELETE", path: `invites/${id}/revocation` };
  },
  "an edit of an invite": async (priya) => {
    const { id, version } = await invite(priya);
    const headers = { "If-Match": `"${version}"` };
    return { method: "PATCH", path: `invites/${id}`, body: { role: "viewer" }, headers };
  },
  "an edit of a user": async (priya, tom) => {
    const headers = { "If-Match": `"${(await seen(priya, tom)).version}"` };
    return { method: "PATCH", path: `users/${tom.id}`, body: { familyName: "Miller" }, headers };
  },
  "an edit of many users": async (priya, tom) => {
    const ticked = [
      tom,
      await makePerson(priya.school, "Ade Olu", "viewer", "governor", Date.now()),
    ];
    const users = ticked.map(({ id }) => ({ id, version: 1 }));
    const body = { users, change: { role: "editor" } };
    return { method: "POST", path: "users/acts", body, headers: oneUse() };
  },
  "a set-up page": async (priya) => ({
    path: `/accept/${tokenOf(await invite(priya))}`,
    isStrangers: true,
  }),
  "an acceptance": async (priya) => ({
    method: "POST",
    path: `/accept/${tokenOf(await invite(priya))}`,
    body: new URLSearchParams(filledIn()),
    headers: { Origin: "null" },
    status: 303,
    isStrangers: true,
  }),
  "a sign-in": async (priya, tom) => {
    const body = { username: (await seen(priya, tom)).username, password };
    return { method: "POST", path: "/api/session", body, status: 201, isStrangers: true };
  },
  "the session": () => ({ path: "/api/session" }),
  "the snapshot": () => ({ path: "snapshot" }),
  "what happened since": async (priya) => {
    for (let i = 0; i < 3; i++) await invite(priya);
    return { path: "events?since=2" };
  },
  "a list of invites": async (priya) => {
    for (let i = 0; i < 3; i++) await invite(priya);
    return { path: "invites" };
  },
  "a list of users": () => ({ path: "users" }),
  "an invite looked at": async (priya) => ({ path: `invites/${(await invite(priya)).id}` }),
  "somebody looked at": (_, tom) => ({ path: `users/${tom.id}` }),
  "the activity": async (priya) => {
    for (let i = 0; i < 3; i++) await invite(priya);
    return { path: "activity" };
  },
} satisfies Record<string, (priya: Somebody, tom: Somebody) => Promise<Call> | Call>;

/** What a call costs at a school where nothing else has happened. */
async function costOf(name: keyof typeof calls): Promise<[number, number, number]> {
  const now = Date.now();
  const school = await makeSchool("Oakfield High", "NG7 5PN", now);
  const priya = await makePerson(school, "Priya Shah", "owner", "headteacher", now);
  const hash = await hashPassword(password);
  const tom = await makePerson(school, "Tom Mills", "admin", "ict_coordinator", now, hash);
  const call: Call = await calls[name](priya, tom);
  await vi.waitUntil(() => isQuiet(school), { timeout: 10_000 });
  const sum: Asked = { ...nothing };
  const behind: Promise<unknown>[] = [];
  const context = {
    waitUntil: (promise: Promise<unknown>) => behind.push(promise),
    passThroughOnException() {},
    props: {},
  } as unknown as ExecutionContext;
  const env = withDatabase(counted(bindings.DB, sum));
  const answer = await api.fetch(requestOf(call, priya), env, context);
  const answered = sum.trips;
  expect(answer.status, name).toBe(call.status ?? 200);
  for (let left = behind.shift(); left; left = behind.shift()) await left;
  return [answered, sum.trips, sum.rowsRead];
}

/** Whether all that was done before is over: mail leaves behind the answers. */
async function isQuiet(school: string): Promise<boolean> {
  const underway = and(eq(mails.schoolId, school), isNotNull(mails.dueAt));
  return (await open(bindings.DB).$count(mails, underway)) === 0;
}

function requestOf({ method, path, body, headers, isStrangers }: Call, by: Somebody): Request {
  const isForm = body instanceof URLSearchParams;
  const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
  return new Request(origin + (path.startsWith("/") ? path : `/api/schools/${by.school}/${path}`), {
    method: method ?? "GET",
    redirect: "manual",
    headers: {
      Origin: origin,
      ...(!isStrangers && { Cookie: by.cookie }),
      ...(body !== undefined && { "Content-Type": type }),
      ...headers,
    },
    ...(body !== undefined && { body: isForm ? body.toString() : JSON.stringify(body) }),
  });
}

describe("what a call costs at D1", () => {
  it("is known: its round trips until the answer, all of them, and the rows that are read", async () => {
    const found: Record<string, number[]> = {};
    const most: Record<string, number[]> = {};
    for (const name of Object.keys(calls) as (keyof typeof calls)[]) {
      const [answered, inAll, rows] = await costOf(name);
      found[name] = [answered, inAll, rows];
      const [first, all, mostRows] = costs[name];
      most[name] = [first, all, Math.min(rows, mostRows)];
    }
    expect(found).toEqual(most);
  });
});
