import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { password, shah } from "../demo/people.ts";
import { serve } from "../serve.ts";

// An Owner is deactivated while their own changes of the school are under way: how many of these were committed after it, in
// forty rounds through the public door [R17]. None where every right holds at the write.

const rounds = Number(process.argv[2] ?? 40);
const volley = 12;
const own = "correct horse 7 battery";
const answers: Record<string, number> = {};
const stateDir = await mkdtemp(join(tmpdir(), "staffroom-late-"));
const vars = { LINK_SECRET: `k1:${randomBytes(32).toString("base64")}` };
const { url, stop } = await serve({ port: 0, stateDir, vars, seed: true });

try {
  const boss = await signIn(shah.username, password);
  const victim = await newOwner(boss);
  const late: number[] = [];
  for (let round = 0; round < rounds; round++) late.push(await overtaken(boss, victim, round));
  const hit = late.filter((count) => count > 0).length;
  const sum = late.reduce((total, count) => total + count, 0);
  console.log(`Committed after the deactivation: in ${hit} of ${rounds} rounds, ${sum} in all.`);
  console.log("How the changes were answered:", answers);
} finally {
  await stop();
  await rm(stateDir, { recursive: true, force: true });
}

type Caller = Awaited<ReturnType<typeof signIn>>;

interface Owner {
  id: string;
  username: string;
}

interface Told {
  seq: number;
  kind: string;
  actor: { id: string } | null;
}

/** An Owner beside the first, with a password of their own. */
async function newOwner(boss: Caller): Promise<Owner> {
  const username = `late_${randomBytes(4).toString("hex")}`;
  const details = { givenName: "Ola", familyName: "Late", role: "owner", staffType: "slt" };
  const added = await boss.call("POST", "/users", { username, ...details });
  const { user, oneTimePassword: current } = await added.json();
  const first = await signIn(username, current);
  await first.send("PUT", "/api/session/password", { current, next: own });
  return { id: user.id, username };
}

/** How many changes of somebody's were committed after they had been deactivated. */
async function overtaken(boss: Caller, { id, username }: Owner, round: number): Promise<number> {
  await boss.call("DELETE", `/users/${id}/deactivation`);
  const actor = await signIn(username, own);
  const before = (await boss.call("GET", "")).headers.get("X-Seq")?.split(".")[1] ?? "0";
  const changes = Array.from({ length: volley }, (_, i) =>
    actor.call("PATCH", "", { name: `Oakfield ${round}.${i}` }),
  );
  // A little later each time, so that it falls among them.
  await new Promise((resolve) => setTimeout(resolve, (round % 10) * 5));
  const ending = boss.call("PUT", `/users/${id}/deactivation`);
  for (const { status } of await Promise.all(changes)) answers[status] = (answers[status] ?? 0) + 1;
  await ending;
  const news = await boss.call("GET", `/events?since=${before}`);
  const { events }: { events: Told[] } = await news.json();
  const end = events.find(({ kind }) => kind === "user.deactivated")?.seq;
  if (end === undefined) throw new Error("Nobody was deactivated.");
  return events.filter(({ seq, actor: by }) => by?.id === id && seq > end).length;
}

/** Somebody signed in, from an address of their own. */
async function signIn(username: string, typed: string) {
  const address = `198.51.${randomBytes(1)[0]}.${randomBytes(1)[0]}`;
  let cookie = "";
  const session = await send("POST", "/api/session", { username, password: typed });
  if (session.status !== 201) throw new Error(`${username} is not let in: ${session.status}`);
  cookie = session.headers.getSetCookie().map(firstPart).join("; ");
  const { memberships }: { memberships: { schoolId: string }[] } = await session.json();
  const school = `/api/schools/${memberships[0]?.schoolId}`;
  const call = (method: string, path: string, body?: unknown) => send(method, school + path, body);
  return { send, call };

  function send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { Origin: url, Cookie: cookie, "CF-Connecting-IP": address };
    if (body === undefined) return fetch(url + path, { method, headers });
    const json = { ...headers, "Content-Type": "application/json" };
    return fetch(url + path, { method, headers: json, body: JSON.stringify(body) });
  }
}

function firstPart(cookie: string): string {
  return cookie.split(";")[0] ?? "";
}
