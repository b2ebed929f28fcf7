import { expect, it } from "vitest";
import { type Asked, counted, nothing, watched } from "#db/watched";
import { openIn, type PublicImport } from "#domain/imports";
import type { PublicUser } from "#domain/users";
import type { PersonAct } from "#worker/act";
import { type Env, settings } from "#worker/env";
import { beginImport } from "#worker/imports/applying/begin";
import { goOn } from "#worker/imports/applying/go-on";
import { acceptAll, decideOn, differencesOf, proposed } from "../../files/mis-files.ts";
import { withDatabase } from "../../interleaved.ts";
import { bindings, cast, type Somebody } from "../../people.ts";
import { rosterFiles, rosterZip } from "../../rosters/oneroster.ts";
import { largest, makeRosterSchool } from "../../rosters/school.ts";

/** As large a school as any is, with its figures printed, where `WHOLE_SCHOOL` asks for it; else a small one. */
const isLarge = (bindings as { WHOLE_SCHOOL?: string }).WHOLE_SCHOOL === "1";
/** How often somebody looks and edits at the least, while all is quiet, too. */
const fewest = isLarge ? 100 : 5;
const size = isLarge ? largest : { staff: 60, pupils: 200, classes: 40, seed: 1 };

it("[S5] a whole school is proposed and applied, and the same file proposes nothing once more", {
  timeout: 1_800_000,
}, async () => {
  const { priya, tom, lena } = await cast();
  const file = rosterZip(rosterFiles(makeRosterSchool(size)));
  const first = await timed("proposed", () => proposed(priya, file));
  say("differences", openIn(first.counts));
  await timed("accepted", () => acceptAll(priya, first.id));
  const [principal] = await differencesOf(priya, first.id, "&kind=joiner&q=owner");
  await decideOn(priya, first.id, { ids: [principal?.id ?? ""] });
  const sum: Asked = { ...nothing };
  const trips: number[] = [];
  const env = withDatabase(counted(clocked(bindings.DB, trips), sum));
  const quiet = await atWork(tom, lena, () => Promise.resolve());
  await beginImport(actOf(priya, env), first.id);
  let runs = 0;
  const beside = await atWork(tom, lena, () =>
    timed("applied", async () => {
      for (let status = "applying"; status === "applying"; runs++) {
        await goOn(env, waiting, priya.school);
        ({ status } = await standing(priya));
      }
    }),
  );
  for (const what of ["read", "edited"] as const)
    say(`${what}, ms: half, most, longest; quiet and while it is applied`, {
      quiet: partsOf(quiet[what]),
      beside: partsOf(beside[what]),
      counted: beside[what].length,
    });
  say("runs", runs);
  say("asked", sum);
  say("round trips, ms: half, most, longest", partsOf(trips));
  const done = await standing(priya);
  expect(done).toMatchObject({ status: "applied", done: openIn(first.counts) });
  const per = (count: number) => Math.round((count / done.done) * 1000);
  say("of 1,000 differences", {
    trips: per(sum.trips),
    statements: per(sum.statements),
    rowsRead: per(sum.rowsRead),
    rowsWritten: per(sum.rowsWritten),
  });
  expect(per(sum.trips)).toBeLessThan(isLarge ? 25 : 100);
  expect(per(sum.rowsRead)).toBeLessThan(isLarge ? 400_000 : 50_000);
  const again = await timed("proposed again", () => proposed(priya, file));
  expect(await differencesOf(priya, again.id)).toEqual([]);
});

/** Tom looks at the invites and changes Lena's phone number, again and again, until `meanwhile` is over; how long each takes. */
async function atWork(tom: Somebody, lena: Somebody, meanwhile: () => Promise<unknown>) {
  const taken = { read: [] as number[], edited: [] as number[] };
  const { user } = (await (await tom.get(`/users/${lena.id}`)).json()) as { user: PublicUser };
  let [{ version }, isOver] = [user, false];
  const all = meanwhile().finally(() => {
    isOver = true;
  });
  for (let nth = 0; !isOver || nth < fewest; nth++) {
    const [from, phone] = [Date.now(), `0115 496 ${1_000 + (nth % 9_000)}`];
    expect((await tom.get("/invites?limit=50")).status).toBe(200);
    const read = Date.now();
    const match = { "If-Match": `"${version}"` };
    const answer = await tom.call("PATCH", `/users/${lena.id}`, { phone }, match);
    expect(answer.status).toBe(200);
    ({ version } = ((await answer.json()) as { user: PublicUser }).user);
    taken.read.push(read - from);
    taken.edited.push(Date.now() - read);
  }
  await all;
  return taken;
}

function partsOf(taken: number[]): (number | undefined)[] {
  taken.sort((one, other) => one - other);
  return [0.5, 0.99, 1].map((part) => taken[Math.ceil(taken.length * part) - 1]);
}

/** The same database, which notes how long it has it do what it is asked, milliseconds. */
function clocked(db: D1Database, trips: number[]): D1Database {
  return watched(db, async (_, ask) => {
    const from = Date.now();
    const answers = await ask();
    trips.push(Date.now() - from);
    return answers;
  });
}

async function standing(by: Somebody): Promise<PublicImport> {
  const { items } = (await (await by.get("/imports?limit=1")).json()) as { items: PublicImport[] };
  return items[0] as PublicImport;
}

function actOf(by: Somebody, env: Env): PersonAct {
  const found = settings(env);
  if (!found) throw new Error("The tests' bindings are not configured.");
  const { school, id } = by;
  const actor = { right: "role", school, id, role: "owner", may: "manageImports" } as const;
  return { env, settings: found, now: Date.now(), ...waiting, school, actor };
}

const waiting = { waitUntil: (promise: Promise<unknown>) => void promise.catch(() => {}) };

async function timed<T>(what: string, doing: () => Promise<T>): Promise<T> {
  const from = Date.now();
  const done = await doing();
  say(what, `${(Date.now() - from) / 1000} s`);
  return done;
}

function say(what: string, value: unknown): void {
  if (isLarge) console.log(what, value);
}
