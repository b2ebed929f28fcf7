import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../install.mjs";
import { node, run } from "../run.mjs";
import { costs } from "./spine/costs.ts";
import { filling, nth, secretOf, sessionsOf } from "./spine/crowd.ts";
import { called, quantile, rate, watchers } from "./spine/loads.ts";
import { hashed, stand } from "./spine/stand.ts";
import { empty, type Measure, preface, table } from "./spine/table.ts";
import { thousand } from "./spine/thousand.ts";

// How fast the spine is, beside a floor: the least code that does the same on the same workerd, at the same database, in turn with
// it. Counts are exact, times are this machine's. `npm run bench` writes docs/benchmarks.md; `npm run bench -- quick` only prints.

const isQuick = process.argv.includes("quick");
const rounds = isQuick ? 3 : 7;
const ms = isQuick ? 800 : 3000;
/** Each round invites at a school of its own, by as many Owners. */
const schools = 3 * rounds + 4;
const crowd = { schools, staff: 60, invites: 60 };
const watched = { from: schools * 60, staff: 400 };

const stateDir = await mkdtemp(join(tmpdir(), "staffroom-spine-"));
const at = await stand(stateDir);
const now = Date.now();
const json = { "Content-Type": "application/json", Origin: at.origin };
const cookie = (account: number) => ({ Cookie: `session=${secretOf(account)}` });
const owner = (school: number) => cookie(school * crowd.staff);

try {
  const watchedCrowd = { schools: 1, staff: watched.staff, invites: 10 };
  const statements = [
    ...filling(crowd, now),
    ...filling(watchedCrowd, now, schools, watched.from),
    sessionsOf(
      Array.from({ length: schools }, (_, i) => i * crowd.staff),
      now,
      hashed,
    ),
    sessionsOf(
      Array.from({ length: watched.staff }, (_, i) => watched.from + i),
      now,
      hashed,
    ),
  ];
  for (const statement of statements) await at.database.prepare(statement).run();
  const measures = [...(await lists()), ...(await invited()), ...(await pushed())];
  const many = isQuick ? null : await crowded();
  const text = [
    `Measured on ${new Date(now).toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores, ${rounds} rounds: medians, and from the least to the most.`,
    "",
    table(measures),
    ...(many ? ["", many] : []),
    "",
    await costs(at, json),
  ].join("\n");
  console.log(text);
  if (!isQuick) await written(join(root, "docs/benchmarks.md"), `${preface}\n${text}\n`);
} finally {
  await at.stop();
  await rm(stateDir, { recursive: true, force: true });
}

/** Writes it down as everything here is formatted. */
async function written(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await run(node, [join(root, "node_modules/@biomejs/biome/bin/biome"), "format", "--write", file]);
}

/** Lists of fifty, by sixteen at once. */
async function lists(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const list of ["users", "invites"] as const) {
    const get = (base: string) => () =>
      called(base, { headers: owner(0) }, 200).then(() => undefined);
    const floor = get(`${at.floor}/${nth("school", 0)}/${list}`);
    const product = get(`${at.product}/api/schools/${nth("school", 0)}/${list}`);
    const measure = empty(list);
    for (let round = 0; round < rounds; round++) {
      measure.floor.push(await rate(ms, 16, floor));
      measure.product.push(await rate(ms, 16, product));
    }
    measures.push(measure);
  }
  return measures;
}

/** Invites of one school, by one, four and sixteen at once. */
async function invited(): Promise<Measure[]> {
  const by = { 1: empty("invitesBy1"), 4: empty("invitesBy4"), 16: empty("invitesBy16") };
  const one = empty("invite");
  let school = 0;
  for (const clients of [1, 4, 16] as const) {
    for (let round = 0; round < rounds; round++) {
      school++;
      for (const [name, url] of invitesAt(school)) {
        const times: number[] = [];
        by[clients][name].push(await rate(ms, clients, () => invite(url, owner(school), times)));
        if (clients === 1) one[name].push(quantile(times, 0.5));
        // Its mail leaves behind the answers: let it, before the other's turn.
        await pause(isQuick ? 500 : 1500);
      }
    }
  }
  const growth = empty("growth");
  for (const name of ["floor", "product"] as const)
    growth[name] = by[16][name].map((rate, round) => rate / (by[1][name][round] ?? Number.NaN));
  return [by[1], one, by[4], by[16], growth];
}

/** From a change to everybody of two hundred. */
async function pushed(): Promise<Measure[]> {
  const p50 = empty("p50");
  const p99 = empty("p99");
  for (const [name, url, room] of roomsOf(schools)) {
    const there = await watchers(room, cookies(200, 10), name === "product");
    for (let round = 0; round < rounds * 5; round++) {
      const times = await there.hear(() => invite(url, cookie(watched.from), []));
      if (round === 0) continue;
      p50[name].push(quantile(times, 0.5));
      p99[name].push(quantile(times, 0.99));
    }
    there.close();
  }
  return [p50, p99];
}

/** A thousand windows of a hundred people in one room. */
async function crowded(): Promise<string> {
  const [, [, url, room]] = roomsOf(schools);
  const there = await watchers(room, cookies(1000, 10), true);
  const usernames = Array.from({ length: 23 }, (_, i) => `ng75pn_${watched.from + 200 + i}`);
  const change = () => invite(url, cookie(watched.from), []);
  const said = await thousand(at, { there, change, usernames });
  there.close();
  return said;
}

async function invite(url: string, by: Record<string, string>, times: number[]): Promise<void> {
  const body = JSON.stringify({ email: `${crypto.randomUUID()}@school.example`, role: "editor" });
  const began = performance.now();
  await called(url, { method: "POST", headers: { ...json, ...by }, body }, 201);
  times.push(performance.now() - began);
}

type Name = "floor" | "product";

function invitesAt(school: number): [Name, string][] {
  const id = nth("school", school);
  return [
    ["floor", `${at.floor}/${id}/invites`],
    ["product", `${at.product}/api/schools/${id}/invites`],
  ];
}

/** Where a change is made that nothing follows, and where it is heard. */
function roomsOf(school: number): [[Name, string, string], [Name, string, string]] {
  const id = nth("school", school);
  const ws = (base: string) => base.replace("http", "ws");
  return [
    ["floor", `${at.floor}/${id}/invites`, `${ws(at.floor)}/${id}/room`],
    [
      "product",
      `${at.product}/api/schools/${id}/invites?hold=8`,
      `${ws(at.product)}/api/schools/${id}/room`,
    ],
  ];
}

/** So many windows of the watched school, some of each person's. */
function cookies(windows: number, each: number): Record<string, string>[] {
  return Array.from({ length: windows }, (_, i) => ({
    ...cookie(watched.from + Math.floor(i / each)),
    Origin: at.origin,
  }));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
