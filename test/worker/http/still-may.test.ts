import { eq, getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { open } from "#db/client";
import * as schema from "#db/schema";
import { can, roles } from "#domain/roles";
import { hashPassword } from "#worker/accounts/sessions";
import { api } from "#worker/api";
import { isSafe } from "#worker/http/same-origin";
import { interleaved } from "../../interleaved.ts";
import { bindings, makePerson, makeSchool, origin, type Somebody } from "../../people.ts";
import { calls, neededFor, pathOf, routeOf, sent } from "../../routes/in-school.ts";
import { ownCalls, password, strangersCalls } from "../../routes/own-account.ts";

const db = open(bindings.DB);
const { events, memberships, schools, sessions } = schema;
const inSchool = "/api/schools/:school";

/** How somebody's right ends while their request is under way. */
const endings = {
  async "is deactivated"(boss: Somebody, actor: Somebody) {
    await done(boss.call("PUT", `/users/${actor.id}/deactivation`));
  },
  async "is deactivated, with another school"(boss: Somebody, actor: Somebody) {
    const elsewhere = await makeSchool("Fernhill Primary", "LS2 9JT", Date.now());
    const [row] = await db.select().from(memberships).where(eq(memberships.userId, actor.id));
    if (row) await db.insert(memberships).values({ ...row, schoolId: elsewhere });
    await done(boss.call("PUT", `/users/${actor.id}/deactivation`));
  },
  async "is made a Viewer"(boss: Somebody, actor: Somebody) {
    const answer = await boss.get(`/users/${actor.id}`);
    const { user } = (await answer.json()) as { user: { version: number } };
    const seen = { "If-Match": `"${user.version}"` };
    await done(boss.call("PATCH", `/users/${actor.id}`, { role: "viewer" }, seen));
  },
  async "has the session ended elsewhere"(_: Somebody, actor: Somebody) {
    await db.delete(sessions).where(eq(sessions.userId, actor.id));
  },
};
type Ending = keyof typeof endings;

/** Tries are counted before anything is decided; an import's differences are written ahead of it, and are nothing without it. */
const uncounted: SQLiteTable[] = [schema.tries, schema.differences, schema.importDrafts];
const tables = Object.values(schema)
  .filter((one) => is(one, SQLiteTable))
  .filter((table) => !uncounted.includes(table));
const countsUp = ["version", "resetGeneration", "seq"];

describe("every unsafe route", () => {
  it("is in a table of calls", () => {
    const routes = api.routes
      .filter(({ method }) => method !== "ALL" && !isSafe(method))
      .map(({ method, path }) => `${method} ${path.replace(/(?<=.)\/$/, "")}`);
    const known = [
      ...Object.keys(calls)
        .map(routeOf)
        .filter(({ method }) => !isSafe(method))
        .map(({ method, path }) => `${method} ${inSchool}${path}`),
      ...Object.keys(ownCalls).filter((name) => !isSafe(routeOf(name).method)),
      ...Object.keys(strangersCalls),
    ];
    expect([...new Set(known)].sort()).toEqual([...new Set(routes)].sort());
  });
});

const unsafe = Object.keys(calls).filter((name) => !isSafe(routeOf(name).method));

describe.each(Object.keys(endings) as Ending[])("whoever %s mid-request", (ending) => {
  it.each(unsafe)("writes nothing from then on: %s", async (name) => {
    const needs = neededFor(name);
    const role = roles.find((candidate) => can(candidate, needs)) ?? "owner";
    await overtaken(ending, async () => {
      const { boss, actor } = await staff(role);
      const sample = await calls[name]?.make(boss);
      return {
        boss,
        actor,
        path: pathOf(name, boss.school, sample ?? {}),
        init: sent(name, sample ?? {}),
      };
    });
  });
});

describe.each<Ending>(["is deactivated", "has the session ended elsewhere"])(
  "whoever %s while at their own account",
  (ending) => {
    const signedIn = Object.keys(ownCalls).filter(
      (name) => ownCalls[name]?.isSignedIn && !isSafe(routeOf(name).method),
    );
    // Signing out twice comes to the same.
    it.each(signedIn.filter((name) => name !== "DELETE /api/session"))(
      "changes nothing from then on: %s",
      async (name) => {
        await overtaken(ending, async () => {
          const { boss, actor } = await staff("editor", await hashPassword(password));
          return { boss, actor, ...(await made(name, actor)) };
        });
      },
    );
  },
);

describe("an Owner who is deactivated", () => {
  const unsigned = Object.keys(ownCalls).filter((name) => !ownCalls[name]?.isSignedIn);
  it.each(unsigned)(
    "before the proof of who they are is used, does nothing by %s",
    async (name) => {
      const asked = async () => {
        const { boss, actor } = await staff("owner", await hashPassword(password));
        return { boss, actor, ...(await made(name, actor)) };
      };
      for (let nth = 1, isOver = false; !isOver; nth++) {
        const asking = await asked();
        const { endedAt, late, isSignedIn } = await overtake(asking, "is deactivated", nth);
        expect(late, `before write ${nth}`).toEqual([]);
        if (endedAt !== null && nth === 1) {
          expect(isSignedIn).toBe(false);
          // One that lies there would open again with their place.
          const theirs = eq(sessions.userId, asking.actor.id);
          expect(await db.$count(sessions, theirs)).toBe(0);
        }
        isOver = endedAt === null;
      }
    },
  );
});

describe("an Owner who is made an Admin mid-request", () => {
  it("still does what Admins may, and is refused what only Owners may", async () => {
    const outcomes: Record<string, unknown> = {};
    for (const name of ["PATCH ", "PATCH  of a recovery address", "POST /invites"]) {
      const { boss, actor } = await staff("owner");
      const body =
        name === "POST /invites" ? { email: "heir@oakfield.example", role: "owner" } : undefined;
      const sample = { ...(await calls[name]?.make(boss)), ...(body && { body }) };
      const env = interleaved(async (nth) => {
        if (nth > 1) return;
        const [row] = await db.select().from(memberships).where(eq(memberships.userId, actor.id));
        const seen = { "If-Match": `"${row?.version}"` };
        await done(boss.call("PATCH", `/users/${actor.id}`, { role: "admin" }, seen));
      });
      const { answer } = await through(
        env,
        actor,
        pathOf(name, boss.school, sample),
        sent(name, sample),
      );
      outcomes[name] = await said(answer);
    }
    expect(outcomes).toEqual({
      "PATCH ": [200, undefined],
      "PATCH  of a recovery address": [403, "forbidden"],
      "POST /invites": [403, "role_too_high"],
    });
  });
});

interface Asked {
  boss: Somebody;
  actor: Somebody;
  path: string;
  init: RequestInit;
}

/** Lets the right end ahead of each write of the request in turn, each time of a new one. */
async function overtaken(ending: Ending, ask: () => Promise<Asked>): Promise<void> {
  const undisturbed = await overtake(await ask(), ending, 0);
  // Or all this would prove nothing.
  expect(undisturbed.answer.status).toBeLessThan(400);
  for (let nth = 1; ; nth++) {
    const asked = await ask();
    const { answer, endedAt, late, isUntouched } = await overtake(asked, ending, nth);
    const where = `${ending}, before write ${nth}`;
    expect(late, where).toEqual([]);
    if (endedAt === null) return expect(nth, "writes").toBeGreaterThan(1);
    // What was committed before stays.
    if (nth > 1 && answer.status === undisturbed.answer.status) continue;
    const again = await through(bindings, asked.actor, asked.path, asked.init);
    expect(await said(answer), where).toEqual(await said(again.answer));
    expect(isUntouched, where).toBe(true);
  }
}

async function overtake({ boss, actor, path, init }: Asked, ending: Ending, nth: number) {
  let endedAt: number | null = null;
  let before = "";
  let isAnswered = false;
  const env = interleaved(async (write) => {
    if (write !== nth || isAnswered) return;
    await endings[ending](boss, actor);
    endedAt = await headOf(boss.school);
    before = await versions();
  });
  const { answer, behind } = await through(env, actor, path, init);
  isAnswered = true;
  const isUntouched = before === (await versions());
  await Promise.all(behind);
  const told = await db.select().from(events).where(eq(events.actorId, actor.id));
  const late = told.filter((event) => endedAt !== null && event.seq > endedAt);
  const isSignedIn = answer.headers.getSetCookie().some((cookie) => cookie.includes("session="));
  return { answer, endedAt: endedAt as number | null, late, isUntouched, isSignedIn };
}

/** A school with an Owner and somebody in this role. */
async function staff(role: (typeof roles)[number], hash: string | null = null) {
  const now = Date.now();
  const school = await makeSchool("Oakfield High", "NG7 5PN", now);
  const boss = await makePerson(school, "Priya Shah", "owner", "headteacher", now);
  const actor = await makePerson(school, "Tom Mills", role, "ict_coordinator", now, hash);
  return { boss, actor };
}

async function made(name: string, person: Somebody) {
  const found = ownCalls[name];
  if (!found) throw new Error(`No such call: ${name}`);
  return found.make(person);
}

/** Asks the Worker as the browser does, with an environment of our own. */
async function through(env: typeof bindings, person: Somebody, path: string, init: RequestInit) {
  const behind: Promise<unknown>[] = [];
  const headers = new Headers({ Origin: origin, ...(init.headers as Record<string, string>) });
  headers.set("Cookie", person.cookie);
  const context = {
    waitUntil: (promise: Promise<unknown>) => behind.push(promise),
    passThroughOnException() {},
    props: {},
  } as unknown as ExecutionContext;
  const request = new Request(origin + path, { redirect: "manual", ...init, headers });
  return { answer: await api.fetch(request, env, context), behind };
}

async function said(answer: Response): Promise<[number, unknown]> {
  const isProblem = answer.headers.get("Content-Type") === "application/problem+json";
  const code = isProblem ? ((await answer.json()) as { code: string }).code : undefined;
  return [answer.status, code ?? answer.headers.get("Location") ?? undefined];
}

async function headOf(school: string): Promise<number> {
  const [row] = await db.select().from(schools).where(eq(schools.id, school));
  return row?.seq ?? 0;
}

/** Differs once anything has been written, whatever tables there are: by their rows, and by what counts up in them. */
async function versions(): Promise<string> {
  const marks = tables.map((table) => {
    const columns = Object.entries(getTableColumns(table));
    const counts = columns.filter(([key]) => countsUp.includes(key)).map(([, { name }]) => name);
    const sums = counts.map((name) => `|| '.' || coalesce(sum("${name}"), '')`).join(" ");
    return `(select count(*) ${sums} from "${getTableName(table)}")`;
  });
  const row = await bindings.DB.prepare(`select ${marks.join(" || '/' || ")} as versions`).first<{
    versions: string;
  }>();
  return row?.versions ?? "";
}

async function done(answer: Promise<Response>): Promise<void> {
  const { status } = await answer;
  if (status >= 300) throw new Error(`Not done: ${status}`);
}
