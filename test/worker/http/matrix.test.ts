import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { memberships, sessions, users } from "#db/schema";
import { can, type Role } from "#domain/roles";
import { hashPassword } from "#worker/accounts/sessions";
import { api } from "#worker/api";
import {
  ask,
  bindings,
  headersOf,
  makePerson,
  makeSchool,
  origin,
  type Somebody,
} from "../../people.ts";
import { calls, neededFor, pathOf, routeOf, type Sample, sent } from "../../routes/in-school.ts";
import { openPages, ownCalls, password, strangersCalls } from "../../routes/own-account.ts";

const db = open(bindings.DB);
const states = ["fresh", "ended", "must change the password"] as const;
type State = (typeof states)[number];

/** Who asks. At Oakfield each has this role; the outsider and nobody have none. */
const askers = {
  "an Owner": "owner",
  "an Admin": "admin",
  "an Editor": "editor",
  "a Viewer": "viewer",
  // A Viewer at Fernhill, too.
  "an Admin of two schools": "admin",
  // Of Fernhill, an Owner there.
  "an outsider": null,
} as const satisfies Record<string, Role | null>;
type Asker = keyof typeof askers;

let oakfield: string;
let priya: Somebody;
let ngozi: Somebody;
let cast: Record<Asker, Record<State, Somebody>>;
let hash: string;

beforeAll(async () => {
  const now = Date.now();
  hash = await hashPassword(password);
  oakfield = await makeSchool("Oakfield High", "NG7 5PN", now);
  const fernhill = await makeSchool("Fernhill Primary", "LS2 9JT", now);
  priya = await makePerson(oakfield, "Priya Shah", "owner", "headteacher", now);
  ngozi = await makePerson(fernhill, "Ngozi Okoro", "owner", "headteacher", now);
  const made = {} as typeof cast;
  for (const asker of Object.keys(askers) as Asker[]) {
    made[asker] = {} as Record<State, Somebody>;
    for (const state of states) {
      const role = askers[asker];
      const person = role
        ? await makePerson(oakfield, "Tom Mills", role, "ict_coordinator", now)
        : await makePerson(fernhill, "Olu Bello", "owner", "headteacher", now);
      if (asker === "an Admin of two schools") await joins(person, fernhill);
      await bring(person, state);
      made[asker][state] = person;
    }
  }
  cast = made;
});

describe("every route", () => {
  it("is one that the matrix can call", () => {
    const routes = api.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace(/(?<=.)\/$/, "")}`);
    const known = [
      ...Object.keys(calls)
        .map(routeOf)
        .map(({ method, path }) => `${method} /api/schools/:school${path}`),
      ...[ownCalls, strangersCalls, openPages].flatMap((table) => Object.keys(table)),
    ];
    expect([...new Set(known)].sort()).toEqual([...new Set(routes)].sort());
  });
});

describe.each(Object.keys(calls))("%s", (name) => {
  const hasId = routeOf(name).path.includes(":id");
  const isAboutOne = hasId || calls[name]?.naming !== undefined;

  it.each(Object.keys(askers) as Asker[])(
    "answers %s as the table of roles says",
    async (asker) => {
      for (const state of states) {
        const person = cast[asker][state];
        const own = (await calls[name]?.make(priya)) ?? {};
        const answer = await called(person, name, oakfield, own);
        const may = isLetIn(asker, state, name);
        expect(await said(answer), `${state}, own`).toEqual(expected(asker, state, may));
        if (asker === "an Admin of two schools") {
          await isAViewerThere(person, name, state);
          continue;
        }
        const school = askers[asker] === null ? oakfield : ngozi.school;
        await foreignSchoolIsUnknown(person, name, school, own, state);
      }
    },
  );

  it.runIf(isAboutOne)(
    "hides what is another school's behind one's own school's path, byte for byte like an unknown id",
    async () => {
      for (const asker of Object.keys(askers) as Asker[])
        for (const state of states) {
          const person = cast[asker][state];
          const may = isLetIn(asker, state, name);
          if (hasId) await foreignIdIsUnknown(person, name, may);
          if (calls[name]?.naming) await foreignNameIsUnknown(person, name, may);
        }
    },
  );

  it("says to somebody who is not signed in only that", async () => {
    const own = (await calls[name]?.make(priya)) ?? {};
    for (const school of [oakfield, crypto.randomUUID()]) {
      const init = sent(name, own);
      const headers = { Origin: origin, ...(init.headers as Record<string, string>) };
      const answer = await ask(pathOf(name, school, own), { ...init, headers });
      expect(await said(answer)).toEqual([401, "signed_out"]);
    }
  });
});

describe("a method that an address of a school does not know", () => {
  it("is not found, for an Owner too", async () => {
    const known = new Set(Object.keys(calls).map((name) => Object.values(routeOf(name)).join(" ")));
    const paths = new Set(Object.keys(calls).map((name) => routeOf(name).path));
    /** A name under a list may be read as the id of a row that nobody has. */
    const isAboutRow = (method: string, path: string) =>
      [...known].some((one) => one === `${method} ${path.replace(/\/\w+$/, "/:id")}`);
    for (const path of paths)
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        if (known.has(`${method} ${path}`) || isAboutRow(method, path)) continue;
        const name = `${method} ${path}`;
        const answer = await called(priya, name, oakfield, { id: crypto.randomUUID() });
        expect(await said(answer), name).toEqual([404, "not_found"]);
      }
  });
});

describe.each(Object.keys(ownCalls).filter((name) => ownCalls[name]?.isSignedIn))("%s", (name) => {
  it.each(["owner", "admin", "editor", "viewer"] as const)(
    "lets in any %s with a session, and nobody without",
    async (role) => {
      for (const state of states) {
        const person = await makePerson(oakfield, "Kit Self", role, "teacher", Date.now(), hash);
        const request = await ownCalls[name]?.make(person);
        await bring(person, state);
        const answer = await person.ask(request?.path ?? "", request?.init);
        const [status, code] = await said(answer);
        if (name === "POST /new-password") {
          expect([status, answer.headers.get("Location")], state).toEqual(
            state === "ended" ? [303, "/sign-in?next=%2Fnew-password"] : [303, "/"],
          );
        } else if (state === "ended") expect([status, code], state).toEqual([401, "signed_out"]);
        else if (state === "fresh" || ownCalls[name]?.isFirst)
          expect(status, state).toBeLessThan(300);
        else expect([status, code], state).toEqual([403, "password_change_required"]);
      }
    },
  );
});

describe("what anybody may open", () => {
  const same = Object.keys(openPages).filter((name) => openPages[name] !== "knows a session");
  it.each(same)("is the same whoever asks: %s", async (name) => {
    const path = routeOf(name).path.replace(/:\w+|\*/g, "nothing");
    const plain = await ask(path);
    const [status, text] = [plain.status, await plain.text()];
    for (const asker of Object.keys(askers) as Asker[])
      for (const state of states) {
        const answer = await cast[asker][state].ask(path);
        expect([answer.status, await answer.text()], `${asker}, ${state}`).toEqual([status, text]);
      }
  });
});

/** Whether Oakfield's doors open: the domain's table of roles says so. */
function isLetIn(asker: Asker, state: State, name: string): boolean {
  const role = askers[asker];
  return state === "fresh" && role !== null && can(role, neededFor(name));
}

/** What the doors say, one after another; what goes through them succeeds. */
function expected(asker: Asker, state: State, may: boolean): [number, string] | unknown {
  if (state === "ended") return [401, "signed_out"];
  if (askers[asker] === null) return [404, "not_found"];
  if (state === "must change the password") return [403, "password_change_required"];
  return may ? [expect.toSatisfy((status: number) => status < 300), null] : [403, "forbidden"];
}

/** Whatever somebody may at one school, at another their place there decides. */
async function isAViewerThere(person: Somebody, name: string, state: State): Promise<void> {
  const theirs = (await calls[name]?.make(ngozi)) ?? {};
  const answer = await called(person, name, ngozi.school, theirs);
  const may = state === "fresh" && can("viewer", neededFor(name));
  const asker = "an Admin of two schools";
  expect(await said(answer), `${state}, at Fernhill`).toEqual(expected(asker, state, may));
}

/** A school that is not theirs is told as one that never was, byte for byte. */
async function foreignSchoolIsUnknown(
  person: Somebody,
  name: string,
  school: string,
  sample: Sample,
  state: State,
): Promise<void> {
  const foreign = await called(person, name, school, sample);
  const unknown = await called(person, name, crypto.randomUUID(), sample);
  expect(foreign.status, state).toBe(state === "ended" ? 401 : 404);
  expect(await bytes(foreign)).toEqual(await bytes(unknown));
}

/** So is what belongs to another school, behind the path of their own. */
async function foreignIdIsUnknown(person: Somebody, name: string, may: boolean): Promise<void> {
  const sample = (await calls[name]?.make(ngozi)) ?? {};
  const foreign = await called(person, name, oakfield, sample);
  const unknown = await called(person, name, oakfield, { ...sample, id: crypto.randomUUID() });
  if (may) expect(foreign.status).toBe(404);
  else expect([401, 403, 404]).toContain(foreign.status);
  expect(await bytes(foreign)).toEqual(await bytes(unknown));
}

/** And whoever of another school a body names. */
async function foreignNameIsUnknown(person: Somebody, name: string, may: boolean): Promise<void> {
  const own = (await calls[name]?.make(priya)) ?? {};
  const naming = (id: string) => ({ ...own, body: calls[name]?.naming?.(id) });
  const foreign = await called(person, name, oakfield, naming(ngozi.id));
  const unknown = await called(person, name, oakfield, naming(crypto.randomUUID()));
  if (may) expect([404, 422]).toContain(foreign.status);
  expect(await bytes(foreign)).toEqual(await bytes(unknown));
}

async function called(person: Somebody, name: string, school: string, sample: Sample) {
  const answer = await person.ask(pathOf(name, school, sample), sent(name, sample));
  answer.webSocket?.accept();
  answer.webSocket?.close();
  return answer;
}

async function said(answer: Response): Promise<[number, string | null]> {
  const isProblem = answer.headers.get("Content-Type") === "application/problem+json";
  return [answer.status, isProblem ? ((await answer.json()) as { code: string }).code : null];
}

/** All of an answer but what time it is, and how far one's own school has come: its mail leaves meanwhile. */
async function bytes(answer: Response) {
  const headers = headersOf(answer).map(([name, value]) => [
    name,
    name === "x-seq" ? value.split(".")[0] : value,
  ]);
  return [answer.status, headers, await answer.text()];
}

async function joins({ id }: Somebody, school: string): Promise<void> {
  const [row] = await db.select().from(memberships).where(eq(memberships.userId, id));
  if (row) await db.insert(memberships).values({ ...row, schoolId: school, role: "viewer" });
}

async function bring({ id }: Somebody, state: State): Promise<void> {
  if (state === "ended") await db.delete(sessions).where(eq(sessions.userId, id));
  if (state === "must change the password")
    await db.update(users).set({ passwordState: "handed_out" }).where(eq(users.id, id));
}
