import { expect, it } from "vitest";
import { type Asked, counted, nothing } from "#db/watched";
import { openIn, type PublicImport } from "#domain/imports";
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
const size = isLarge ? largest : { staff: 60, pupils: 200, classes: 40, seed: 1 };

it("[S5] a whole school is proposed and applied, and the same file proposes nothing once more", {
  timeout: 1_800_000,
}, async () => {
  const { priya } = await cast();
  const file = rosterZip(rosterFiles(makeRosterSchool(size)));
  const first = await timed("proposed", () => proposed(priya, file));
  say("differences", openIn(first.counts));
  await timed("accepted", () => acceptAll(priya, first.id));
  const [principal] = await differencesOf(priya, first.id, "&kind=joiner&q=owner");
  await decideOn(priya, first.id, { ids: [principal?.id ?? ""] });
  const sum: Asked = { ...nothing };
  const env = withDatabase(counted(bindings.DB, sum));
  await beginImport(actOf(priya, env), first.id);
  let runs = 0;
  await timed("applied", async () => {
    for (let status = "applying"; status === "applying"; runs++) {
      await goOn(env, waiting, priya.school);
      ({ status } = await standing(priya));
    }
  });
  say("runs", runs);
  say("asked", sum);
  const done = await standing(priya);
  expect(done).toMatchObject({ status: "applied", done: openIn(first.counts) });
  const again = await timed("proposed again", () => proposed(priya, file));
  expect(await differencesOf(priya, again.id)).toEqual([]);
});

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
