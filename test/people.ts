import { env, exports } from "cloudflare:workers";
import { open } from "#db/client";
import { memberships, schools, sessions, users } from "#db/schema";
import type { Role } from "#domain/roles";
import { permissionsOf, type StaffType } from "#domain/users/staff";
import { newSession } from "#worker/accounts/sessions";
import type { Env } from "#worker/env";

/** The bindings of the Worker under test. */
export const bindings = env as unknown as Env;

/** The deployment's own address; requests come from its pages. */
export const origin = "https://staffroom.test";

/** Asks the Worker through its public door. */
export function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return (exports as unknown as { default: Fetcher }).default.fetch(
    new Request(origin + path, { redirect: "manual", ...init }),
  );
}

/** What an answer tells in its headers, but for the time, in which any two differ. */
export function headersOf(answer: Response): [string, string][] {
  return [...answer.headers].filter(([name]) => name !== "date" && name !== "x-now").sort();
}

/** Somebody at a keyboard. */
export class Somebody {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly school: string,
    /** The session's secret, as the browser keeps it. */
    public secret: string,
  ) {}

  /** Signs in anew, for those who travel in time: a session ends after 8 idle hours. */
  async returns(): Promise<this> {
    const { secret, row } = newSession(this.id, Date.now());
    await open(bindings.DB).insert(sessions).values(row);
    this.secret = secret;
    return this;
  }

  get cookie(): string {
    return `__Host-session=${this.secret}`;
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", this.cookie);
    if (init.method && init.method !== "GET" && !headers.has("Origin"))
      headers.set("Origin", origin);
    return ask(path, { ...init, headers });
  }

  /** A call about the own school, with a JSON body. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const json =
      body === undefined
        ? {}
        : {
            body: JSON.stringify(body),
            headers: { "Content-Type": "application/json", ...headers },
          };
    return this.ask(`/api/schools/${this.school}${path}`, { method, headers, ...json });
  }

  get(path: string): Promise<Response> {
    return this.call("GET", path);
  }
}

/** Oakfield High with its people, and Ngozi of Fernhill Primary, who has no business there. */
export async function cast(now = Date.now()) {
  const oakfield = await makeSchool("Oakfield High", "NG7 5PN", now);
  const fernhill = await makeSchool("Fernhill Primary", "LS2 9JT", now);
  return {
    oakfield,
    fernhill,
    priya: await makePerson(oakfield, "Priya Shah", "owner", "headteacher", now),
    tom: await makePerson(oakfield, "Tom Mills", "admin", "ict_coordinator", now),
    ade: await makePerson(oakfield, "Ade Olu", "admin", "technician", now),
    lena: await makePerson(oakfield, "Lena Brand", "editor", "teacher", now),
    rene: await makePerson(oakfield, "Rene Dubois", "viewer", "governor", now),
    ngozi: await makePerson(fernhill, "Ngozi Okoro", "owner", "headteacher", now),
  };
}

export type Cast = Awaited<ReturnType<typeof cast>>;

/** Nobody in the tests signs in with a password unless signing in is what is tested: hashing takes its time. */
export const unusablePassword = null;

export async function makeSchool(name: string, postcode: string, now: number): Promise<string> {
  const id = crypto.randomUUID();
  await open(bindings.DB).insert(schools).values({
    id,
    name,
    postcode,
    timeZone: "Europe/London",
    epoch: crypto.randomUUID(),
    seq: 0,
    createdAt: now,
    version: 1,
  });
  return id;
}

export async function makePerson(
  school: string,
  name: string,
  role: Role,
  staffType: StaffType,
  now: number,
  passwordHash: string | null = unusablePassword,
): Promise<Somebody> {
  const [givenName = "", familyName = ""] = name.split(" ");
  const id = crypto.randomUUID();
  const email = `${givenName[0]}.${familyName}.${id.slice(0, 8)}@school.example`.toLowerCase();
  const username = `${familyName}_${id.slice(0, 8)}`.toLowerCase();
  const { secret, row } = newSession(id, now);
  const db = open(bindings.DB);
  await db.batch([
    db.insert(users).values({
      id,
      username,
      email,
      canonicalEmail: email,
      emailConfirmedAt: now,
      givenName,
      familyName,
      passwordHash,
      passwordState: "own",
      createdAt: now,
    }),
    db.insert(memberships).values({
      schoolId: school,
      userId: id,
      role,
      staffType,
      ...permissionsOf(staffType),
      status: "active",
      joinedAt: now,
    }),
    db.insert(sessions).values(row),
  ]);
  return new Somebody(id, name, school, secret);
}
