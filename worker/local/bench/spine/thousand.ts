import { randomBytes, scryptSync } from "node:crypto";
import { called, quantile, type Watchers } from "./loads.ts";
import type { Stand } from "./stand.ts";

const password = "correct horse 7 battery";
const changes = 25;

interface Room {
  there: Watchers;
  /** Something everybody in it hears of. */
  change(): Promise<void>;
  /** Those who sign in meanwhile, by their usernames. */
  usernames: readonly string[];
}

/** What a thousand in one room hear of changes, when it is quiet and while people sign in: none lost, in order, and when. */
export async function thousand(at: Stand, { there, change, usernames }: Room): Promise<string> {
  await at.database
    .prepare(
      "update users set password_hash = ? where username in (select value from json_each(?))",
    )
    .bind(hashOf(password), JSON.stringify(usernames))
    .run();
  const quiet = await hearing(there, () => Promise.resolve(), change);
  const alone: number[] = [];
  for (const username of usernames.slice(0, 3)) alone.push(await signIn(at, username));
  const busy = await hearing(
    there,
    () => Promise.all(usernames.slice(3).map((username) => signIn(at, username))),
    change,
  );
  return [
    "| 1,000 sockets in one room, from a change to all of them, ms | p50 | p99 | worst | lost or out of order |",
    "| --- | --- | --- | --- | --- |",
    line(`${changes} changes when it is quiet`, quiet),
    line(`${changes} changes while ${usernames.length - 3} people sign in at once`, busy),
    "",
    `One sign-in alone takes ${Math.round(quantile(alone, 0.5))} ms, nearly all of it scrypt, which stops the thread that is the Worker's, the room's and the`,
    "database's here: a change waits for the hash in hand wherever it asks the database, and so does its frame once. In production a room is",
    "an isolate of its own, not the one that hashes, and its frames wait for none.",
  ].join("\n");
}

interface Heard {
  times: number[];
  /** Sockets that missed something or had it out of order. */
  wrong: number;
}

async function hearing(
  there: Watchers,
  meanwhile: () => Promise<unknown>,
  change: () => Promise<void>,
): Promise<Heard> {
  for (const heard of there.heard) heard.length = 0;
  const others = meanwhile();
  const times: number[] = [];
  for (let i = 0; i < changes; i++) times.push(...(await there.hear(change)));
  await others;
  const isInOrder = (texts: string[]) => {
    const numbers = texts.flatMap(numbersIn);
    return numbers.length >= changes && numbers.every((n, i) => n === (numbers[0] ?? 0) + i);
  };
  return { times, wrong: there.heard.filter((texts) => !isInOrder(texts)).length };
}

function numbersIn(text: string): number[] {
  const { from, to } = JSON.parse(text) as { from: number; to: number };
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

async function signIn(at: Stand, username: string): Promise<number> {
  const body = JSON.stringify({ username, password });
  const headers = { "Content-Type": "application/json", Origin: at.origin };
  const began = performance.now();
  await called(`${at.product}/api/session`, { method: "POST", headers, body }, 201);
  return performance.now() - began;
}

/** As the product keeps it. */
function hashOf(typed: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(typed, salt, 32, { N: 2 ** 14, r: 8, p: 5 });
  return ["scrypt", 2 ** 14, 8, 5, salt.toString("base64url"), hash.toString("base64url")].join(
    "$",
  );
}

function line(what: string, { times, wrong }: Heard): string {
  const ms = (value: number) => Math.round(value);
  return `| ${what} | ${ms(quantile(times, 0.5))} | ${ms(quantile(times, 0.99))} | ${ms(Math.max(...times))} | ${wrong} |`;
}
