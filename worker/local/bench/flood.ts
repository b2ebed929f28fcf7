import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brand, dubois, mills, oakfield, olu, password, shah } from "../demo/people.ts";
import { serve } from "../serve.ts";

// What wrong sign-ins, 30 a second, cost everybody else: from one address, then from a new IPv6 /64 each time.

const perSecond = 30;
const seconds = Number(process.argv[2] ?? 20);
const stateDir = mkdtempSync(join(tmpdir(), "staffroom-flood-"));
const vars = { LINK_SECRET: `k1:${randomBytes(32).toString("base64")}` };
const { url, direct, stop } = await serve({ port: 0, stateDir, vars, seed: true, direct: true });

try {
  const school = "198.51.100.1";
  const known = cookies((await signIn(mills.username, password, school)).headers, "browser");
  const reader = cookies((await signIn(shah.username, password, school)).headers, "session");
  const phases: [string, (() => string) | null][] = [
    ["quiet", null],
    ["one address", () => "192.0.2.1"],
    ["a new /64 each time", newNetwork],
  ];
  const rows = [];
  for (const [name, address] of phases) rows.push(await phase(name, address, known, reader));
  print(rows);
} finally {
  await stop();
  rmSync(stateDir, { recursive: true, force: true });
}

interface Row {
  phase: string;
  /** Milliseconds each took. */
  known: number[];
  read: number[];
  stranger: number[];
  /** How the flood was answered. */
  answers: Record<string, number>;
}

async function phase(
  name: string,
  address: (() => string) | null,
  known: string,
  reader: string,
): Promise<Row> {
  const row: Row = { phase: name, known: [], read: [], stranger: [], answers: {} };
  const until = Date.now() + seconds * 1000;
  const end = new AbortController();
  const guess = async () => {
    const username = `nobody_${randomBytes(4).toString("hex")}`;
    const answer = await signIn(username, "a wrong guess", address?.() ?? "", "", end.signal).then(
      ({ status }) => status,
      () => "still waiting",
    );
    row.answers[answer] = (row.answers[answer] ?? 0) + 1;
  };
  const flood = address && setInterval(guess, 1000 / perSecond);
  await Promise.all([
    every(50, until, () => timed(row.read, () => read(reader))),
    every(1500, until, () => timed(row.known, () => enter(mills.username, "198.51.100.1", known))),
    strangers(row.stranger, until),
  ]);
  if (flood) clearInterval(flood);
  end.abort();
  await pause(2000);
  return row;
}

/** People who come for the first time, one after another, each from elsewhere, and try again when they are told to. */
async function strangers(times: number[], until: number): Promise<void> {
  for (let i = 0; i === 0 || Date.now() < until; i++) {
    const { username } = [olu, brand, dubois][i % 3] ?? olu;
    const from = `203.0.113.${1 + times.length + Math.floor(Math.random() * 200)}`;
    await timed(times, () => enter(username, from));
    await pause(1000);
  }
}

async function enter(username: string, from: string, cookie = ""): Promise<void> {
  for (;;) {
    const answer = await signIn(username, password, from, cookie);
    if (answer.status === 201) return;
    if (answer.status !== 503) throw new Error(`Not signed in: ${answer.status}`);
    await pause(1000 * Number(answer.headers.get("Retry-After") ?? 1));
  }
}

async function read(cookie: string): Promise<void> {
  const answer = await fetch(`${direct}/api/schools/${oakfield.id}/invites`, {
    headers: { Cookie: cookie },
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`Not read: ${answer.status}`);
}

async function signIn(
  username: string,
  typed: string,
  from: string,
  Cookie = "",
  signal: AbortSignal | null = null,
): Promise<Response> {
  const headers = { "Content-Type": "application/json", Origin: url, "CF-Connecting-IP": from };
  const body = JSON.stringify({ username, password: typed });
  const answer = await fetch(`${direct}/api/session`, {
    method: "POST",
    headers: { ...headers, Cookie },
    body,
    signal,
  });
  await answer.arrayBuffer();
  return answer;
}

function cookies(headers: Headers, name: string): string {
  const found = headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  if (!found) throw new Error(`No cookie ${name}.`);
  return found.split(";")[0] ?? "";
}

function newNetwork(): string {
  const [a, b] = [randomBytes(2).toString("hex"), randomBytes(2).toString("hex")];
  return `2001:db8:${a}:${b}::1`;
}

async function timed(times: number[], work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  times.push(performance.now() - began);
}

/** One after another, but not more often than every so many milliseconds. */
async function every(ms: number, until: number, work: () => Promise<void>): Promise<void> {
  while (Date.now() < until) await Promise.all([work(), pause(ms)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function print(rows: Row[]): void {
  const quiet = rows[0];
  const cell = (times: number[], before: number[] = []) => {
    const [now, then] = [median(times), median(before)];
    const worst = Math.round(Math.max(...times));
    const ratio = times === before ? "" : `, ${(now / then).toFixed(1)} x`;
    return `${Math.round(now)} ms${ratio} (worst ${worst}, ${times.length} tried)`;
  };
  console.log("| | known browser signs in | signed-in GET | stranger signs in | the flood |");
  console.log("| --- | --- | --- | --- | --- |");
  for (const { phase, known, read, stranger, answers } of rows)
    console.log(
      `| ${phase} | ${cell(known, quiet?.known)} | ${cell(read, quiet?.read)} | ${cell(stranger, quiet?.stranger)} | ${
        Object.entries(answers)
          .map(([status, count]) => `${count} x ${status}`)
          .join(", ") || "-"
      } |`,
    );
}

function median(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
