import { strToU8 } from "fflate";
import { inject } from "vitest";
import type { Ability } from "#domain/roles";
import { api } from "#worker/api";
import { abilityOf } from "#worker/http/notes";
import { misFile } from "../files/mis-files.ts";
import { png } from "../files/pictures.ts";
import type { Somebody } from "../people.ts";
import {
  awayGroup,
  childOf,
  classOf,
  gone,
  importOf,
  kit,
  leaverOf,
  letters,
  listOf,
  recoverable,
  recovering,
  rolledAt,
  standing,
  unhanded,
  unmailed,
  waiting,
  withdrawn,
} from "./subjects.ts";

/** How a route is called so that it does what it is there for. */
export interface Sample {
  /** What the path's `:id` stands for. */
  id?: string;
  body?: unknown;
  /** What is sent instead, where it is no JSON. */
  file?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  query?: string;
}

/** Makes what a call is about at the school of `by`, an Owner there. */
type Making = (by: Somebody) => Sample | Promise<Sample>;

interface Call {
  make: Making;
  /** Where it takes more than the route asks for. */
  needs?: Ability;
  /** The body with which it names somebody else of the school, where it does. */
  naming?: (id: string) => unknown;
}

const whole: Call = { make: () => ({}) };
const aboutKit: Call = { make: async ({ school }) => ({ id: (await kit(school)).id }) };
const aboutGroup: Call = { make: async (by) => ({ id: (await classOf(by)).id }) };
const aboutPupil: Call = { make: async (by) => ({ id: (await childOf(by)).id }) };
const aboutImport: Call = { make: async (by) => ({ id: (await importOf(by)).id }) };
const aboutInvite: Call = { make: async (by) => ({ id: (await waiting(by)).id }) };

/**
 * Every call about a school by its route below `/api/schools/:school`, each so that it succeeds for whoever may. What follows a
 * space is a variant. Who may make it says the domain's table.
 */
export const calls: Record<string, Call> = {
  "GET ": whole,
  "PATCH ": { make: () => ({ body: { name: `Oakfield ${letters()}` } }) },
  "PATCH  of a recovery address": {
    make: () => ({ body: { deputyEmail: `${crypto.randomUUID()}@deputy.example` } }),
    needs: "changeRecoveryAddresses",
  },
  "PUT /message": { make: () => ({ body: { text: "Inset day on Friday" } }) },
  "GET /mail": whole,
  "DELETE /mail/stop": whole,
  "GET /mails": { make: async ({ school }) => ({ query: `?about=${(await kit(school)).id}` }) },
  "GET /digest": whole,
  "PUT /digest": { make: () => ({ body: { wanted: true } }) },
  "DELETE /message": { make: standing },
  "GET /logo": whole,
  "PUT /logo": { make: () => ({ file: png() }) },
  "DELETE /logo": { make: adorned },
  "GET /recoveries": whole,
  "POST /recoveries": { make: ({ school }) => recoverable(school) },
  "PUT /recoveries/:id/cancellation": {
    make: async (by) => ({ id: (await recovering(by)).id }),
  },
  "GET /snapshot": whole,
  "GET /events": { make: () => ({ query: "?since=0" }) },
  "GET /activity": whole,
  "GET /activity.csv": whole,
  "GET /room": {
    make: () => ({ headers: { Upgrade: "websocket", Origin: "https://staffroom.test" } }),
  },
  "GET /addresses/:email": whole,
  "GET /usernames/:username": whole,
  "GET /users": whole,
  "GET /users.csv": whole,
  "POST /users": {
    make: () => ({
      body: {
        username: `new_${crypto.randomUUID().slice(0, 8)}`,
        givenName: "Nia",
        familyName: "Newman",
        role: "viewer",
        staffType: "teacher",
      },
    }),
  },
  "POST /users/acts": {
    make: async ({ school }) => {
      const users = [{ id: (await kit(school)).id, version: 1 }];
      return { body: { users, change: { staffType: "teacher" } } };
    },
  },
  "GET /users/:id": aboutKit,
  "PATCH /users/:id": {
    make: async ({ school }) => ({
      id: (await kit(school)).id,
      body: { phone: "0115 496 0000" },
      headers: { "If-Match": '"1"' },
    }),
  },
  "PUT /users/:id/deactivation": aboutKit,
  "DELETE /users/:id/deactivation": {
    make: async ({ school }) => ({ id: (await gone(school)).id }),
  },
  "PUT /users/:id/merger": {
    make: async ({ school }) => ({
      id: (await kit(school)).id,
      body: { into: (await unmailed(school)).id },
    }),
    naming: (into) => ({ into }),
  },
  "PUT /users/:id/email": {
    make: async ({ school }) => ({
      id: (await unmailed(school)).id,
      body: { from: (await kit(school)).id },
    }),
    naming: (from) => ({ from }),
  },
  "PUT /users/:id/password": {
    make: async ({ school }) => ({
      id: (await unmailed(school)).id,
      body: { password: "correct horse 7 battery" },
    }),
  },
  // Editors may where the groups are theirs, which test/worker/groups holds to.
  "PATCH /users/:id/groups": {
    make: async (by) => ({
      id: (await kit(by.school)).id,
      body: { add: [(await classOf(by)).id] },
    }),
    needs: "manageGroups",
    naming: (id) => ({ add: [id] }),
  },
  "GET /groups": whole,
  "POST /groups": { make: () => ({ body: { name: `7A ${letters()}` } }) },
  "PATCH /groups/:id": {
    make: async (by) => ({
      id: (await classOf(by)).id,
      body: { yearGroup: "Year 8" },
      headers: { "If-Match": '"1"' },
    }),
  },
  "PUT /groups/:id/deactivation": aboutGroup,
  "DELETE /groups/:id/deactivation": { make: async (by) => ({ id: (await awayGroup(by)).id }) },
  "PATCH /groups/:id/members": {
    make: async (by) => ({
      id: (await classOf(by)).id,
      body: { add: [(await kit(by.school)).id] },
    }),
    needs: "manageGroups",
    naming: (id) => ({ add: [id] }),
  },
  "GET /pupils": whole,
  "GET /pupils.csv": whole,
  "GET /pupils/roster": whole,
  "POST /pupils": {
    make: () => ({ body: { givenName: "Mia", familyName: "Cole", yearGroup: "Year 7" } }),
  },
  "GET /pupils/:id": aboutPupil,
  "PATCH /pupils/:id": {
    make: async (by) => ({
      id: (await childOf(by)).id,
      body: { yearGroup: "Year 8" },
      headers: { "If-Match": '"1"' },
    }),
  },
  "PUT /pupils/:id/deactivation": aboutPupil,
  "DELETE /pupils/:id/deactivation": { make: async (by) => ({ id: (await leaverOf(by)).id }) },
  "GET /year-rolls": whole,
  "PUT /year-rolls/:id/reversal": { make: async (by) => ({ id: (await rolledAt(by)).id }) },
  "GET /imports": whole,
  "POST /imports": { make: () => misForm([{ id: "s1", name: "Kim Ward" }]) },
  "PUT /imports/slips": { make: async ({ school }) => ({ body: {}, id: await unhanded(school) }) },
  "GET /imports/source": whole,
  "PUT /imports/source": { make: () => ({ body: misSource }) },
  "DELETE /imports/source": {
    make: async (by) => {
      await setSource(by);
      return {};
    },
  },
  // Only a try of what is set is written down.
  "PUT /imports/source/trial": {
    make: async (by) => {
      await setSource(by);
      return { body: misSource };
    },
  },
  "GET /imports/:id": aboutImport,
  "GET /imports/:id/differences": aboutImport,
  "PUT /imports/:id/differences/states": {
    make: async (by) => ({
      id: (await importOf(by)).id,
      body: { all: "group", state: "ignored" },
    }),
  },
  "POST /imports/:id/application": {
    make: async (by) => ({ id: (await importOf(by)).id, body: {} }),
  },
  "POST /password-emails": {
    make: async ({ school }) => ({ body: { userIds: [(await kit(school)).id] } }),
  },
  "GET /invites": whole,
  "GET /invites.csv": whole,
  "POST /invites": {
    make: () => ({
      body: { email: `${crypto.randomUUID().slice(0, 8)}@joiner.example`, role: "viewer" },
    }),
  },
  "POST /invites/batches": {
    make: () => ({
      body: { rows: [{ email: `${crypto.randomUUID()}@joiner.example`, role: "viewer" }] },
    }),
  },
  "GET /invites/batches/:id": { make: async (by) => ({ id: (await listOf(by)).id }) },
  "GET /invites/batches/:id/results": { make: async (by) => ({ id: (await listOf(by)).id }) },
  "POST /invites/acts": {
    make: async (by) => ({ body: { ids: [(await waiting(by)).id], act: "resend" } }),
  },
  "POST /invites/acts that changes": {
    make: async (by) => {
      const invites = [{ id: (await waiting(by)).id, version: 1 }];
      return { body: { invites, act: "change", change: { role: "viewer" } } };
    },
  },
  "GET /invites/:id": aboutInvite,
  "PATCH /invites/:id": {
    make: async (by) => ({
      id: (await waiting(by)).id,
      body: { role: "viewer" },
      headers: { "If-Match": '"1"' },
    }),
  },
  "DELETE /invites/:id": { make: held },
  "POST /invites/:id/resends": aboutInvite,
  "PUT /invites/:id/revocation": aboutInvite,
  "DELETE /invites/:id/revocation": { make: async (by) => ({ id: (await withdrawn(by)).id }) },
};

/** An MIS that has nobody. */
const misSource = {
  version: "1.2",
  baseUrl: `${inject("mis")}/matrix`,
  tokenUrl: `${inject("mis")}/matrix/token`,
  clientId: "oakfield",
  secret: "not so secret",
};

async function setSource(by: Somebody): Promise<void> {
  await by.call("PUT", "/imports/source", misSource);
}

/** A form with a file of the MIS, as a browser sends it. */
function misForm(people: Parameters<typeof misFile>[0]): Sample {
  const mark = "----form";
  const heading = `--${mark}\r\nContent-Disposition: form-data; name="file"; filename="r.zip"\r\n\r\n`;
  const parts = [strToU8(heading), misFile(people), strToU8(`\r\n--${mark}--\r\n`)];
  const file = new Uint8Array(parts.flatMap((part) => [...part]));
  return { file, headers: { "Content-Type": `multipart/form-data; boundary=${mark}` } };
}

/** An invite whose mail still waits for somebody to think better of it. */
async function held(by: Somebody): Promise<Sample> {
  const email = `${crypto.randomUUID().slice(0, 8)}@joiner.example`;
  const answer = await by.call("POST", "/invites?hold=8", { email, role: "viewer" });
  const { invite } = (await answer.json()) as { invite: { id: string } };
  return { id: invite.id };
}

/** The school has a logo. */
async function adorned(by: Somebody): Promise<Sample> {
  await by.ask(`/api/schools/${by.school}/logo`, { method: "PUT", body: png() });
  return {};
}

/** The route of a call, without its variant. */
export function routeOf(name: string): { method: string; path: string } {
  const [method = "", path = ""] = name.split(" ");
  return { method, path };
}

/** The ability a call takes. Every route of a school asks for some. */
export function neededFor(name: string): Ability {
  const { method, path } = routeOf(name);
  const full = `/api/schools/:school${path}`;
  const found =
    calls[name]?.needs ?? abilityOf(api, method, full) ?? abilityOf(api, method, `${full}/`);
  if (!found) throw new Error(`${name} asks for no ability.`);
  return found;
}

/** The path of a sample at a school. */
export function pathOf(name: string, school: string, { id = "", query = "" }: Sample): string {
  const { path } = routeOf(name);
  const filled = path
    .replace(":id", id)
    .replace(":email", "a@b.example")
    .replace(":username", "somebody");
  return `/api/schools/${school}${filled}${query}`;
}

/** What is sent. */
export function sent(name: string, { body, file, headers }: Sample): RequestInit {
  const { method } = routeOf(name);
  return {
    method,
    headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(file && { body: file }),
  };
}
