import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { counted, nothing } from "#db/watched";
import { DomainError } from "#domain/errors";
import { rememberBrowser } from "#worker/accounts/guesses";
import { hashing, queue } from "#worker/accounts/hash";
import type { Caller } from "#worker/accounts/hashing/queue";
import { hashPassword } from "#worker/accounts/sessions";
import { api } from "#worker/api";
import { settings } from "#worker/env";
import { withDatabase } from "../../interleaved.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin } from "../../people.ts";

const password = "long enough 9";
let hash: string;
let people: Cast;
beforeAll(async () => {
  hash = await hashPassword(password);
});
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function staff(name: string): Promise<string> {
  const { id } = await makePerson(people.oakfield, name, "editor", "teacher", Date.now(), hash);
  const row = await bindings.DB.prepare("select username from users where id = ?").bind(id).first();
  return row?.username as string;
}

function signIn(username: string, typed: string, from: string, Cookie = ""): Promise<Response> {
  return ask("/api/session", signInOf(username, typed, from, Cookie));
}

/** A guess, for the door itself. */
function guessOf(username: string, from: string, Cookie = ""): Request {
  return new Request(`${origin}/api/session`, signInOf(username, "a guess", from, Cookie));
}

function signInOf(username: string, typed: string, from: string, Cookie: string): RequestInit {
  return {
    method: "POST",
    body: JSON.stringify({ username, password: typed }),
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": from,
      Cookie,
    },
  };
}

function signInByPage(username: string, typed: string, from: string): Promise<Response> {
  return ask("/sign-in", {
    method: "POST",
    body: new URLSearchParams({ username, password: typed }).toString(),
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: origin,
      "CF-Connecting-IP": from,
    },
  });
}

/** The cookie of a browser that this account signed in from before. */
function browserOf(username: string): string {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  return `__Host-browser=${rememberBrowser(found, undefined, username)}`;
}

/** How many hashes were made for others between a caller's joining the queue and their own, by lane and line. */
function watchQueue() {
  const made: string[] = [];
  const between = new Map<string, number>();
  const take = queue.take;
  vi.spyOn(queue, "take").mockImplementation((caller: Caller, work) => {
    const name = `${caller.lane} ${caller.line}`;
    const joined = made.length;
    return take(caller, () => {
      between.set(name, made.length - joined);
      made.push(name);
      return work();
    });
  });
  return { made, between };
}

describe("an INSET day", () => {
  it("lets sixty people set up their accounts at once from one address, and nobody sees an error", async () => {
    const links = await Promise.all(
      Array.from({ length: 60 }, async () => tokenOf(await invite(people.priya))),
    );
    const from = { Origin: "null", "CF-Connecting-IP": "192.0.2.60" };
    const answers = await Promise.all(links.map((token) => submit(token, filledIn(), from)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(60).fill(303));
    expect(new Set(answers.map((answer) => answer.headers.get("Location")))).toEqual(
      new Set(["/"]),
    );
  });

  it("lets sixty people sign in at once from one address, by page and by program, a few slips among them", async () => {
    const names = await Promise.all(Array.from({ length: 60 }, (_, i) => staff(`Person ${i}`)));
    const from = "192.0.2.61";
    const slips = [0, 1, 2, 3].map((i) => signIn(names[i] ?? "", "slip of 1 finger", from));
    const pages = names.slice(0, 30).map((name) => signInByPage(name, password, from));
    const programs = names.slice(30).map((name) => signIn(name, password, from));
    expect((await Promise.all(slips)).map((answer) => answer.status)).toEqual(Array(4).fill(401));
    const statuses = (answers: Response[]) => answers.map((answer) => answer.status);
    expect(statuses(await Promise.all(pages))).toEqual(Array(30).fill(303));
    expect(statuses(await Promise.all(programs))).toEqual(Array(30).fill(201));
  });

  it("keeps all but the password of somebody without a script whose turn did not come, and says so", async () => {
    const username = await staff("Ade Patient");
    vi.spyOn(queue, "take").mockRejectedValue(new DomainError("busy", { retryAfter: 5 }));
    const page = await signInByPage(username, password, "192.0.2.62");
    const setUp = await submit(tokenOf(await invite(people.priya)), filledIn());
    for (const answer of [page, setUp]) {
      expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
      const text = await answer.clone().text();
      expect(text).toContain("Many people are signing in at the moment");
      expect(text).not.toContain(password);
    }
    expect(await page.text()).toContain(username);
    expect(await setUp.text()).toContain("Okafor");
  });
});

describe("R10: one address slows nobody else", () => {
  // Whoever is late to look is passed over, as if gone; where many share a machine, anybody may be once.
  it("when it guesses twenty times at once: a known browser, a link and a stranger elsewhere go before it", {
    retry: 2,
  }, async () => {
    const [tom, ade] = [await staff("Tom Known"), await staff("Ade Stranger")];
    const joy = await invite(people.priya);
    const { made, between } = watchQueue();
    const flood = Array.from({ length: 20 }, (_, i) => signIn(`nobody${i}`, "guess", "192.0.2.1"));
    const others = await Promise.all([
      signIn(tom, password, "192.0.2.1", browserOf(tom)),
      submit(tokenOf(joy), filledIn(), { Origin: "null", "CF-Connecting-IP": "192.0.2.1" }),
      signIn(ade, password, "198.51.100.1"),
    ]);
    expect(others.map((answer) => answer.status)).toEqual([201, 303, 201]);
    const guesses = await Promise.all(flood);
    expect(guesses.filter((answer) => answer.status !== 401)).toEqual([]);
    expect(made.filter((name) => name === "stranger 192.0.2.1")).toHaveLength(20);
    const waited = ([name]: [string, number]) => !name.includes("192.0.2.1");
    for (const [name, hashes] of [...between].filter(waited))
      expect(hashes, name).toBeLessThan(flood.length / 4);
    expect([...between].filter(waited)).toHaveLength(3);
  });

  it("when it guesses wrong, or knows one password and uses it again and again: strangers rest after its hashes", async () => {
    const username = await staff("Tom Again");
    const letIn: boolean[] = [];
    const take = queue.take;
    vi.spyOn(queue, "take").mockImplementation((caller, work) =>
      take(caller, () => {
        const done = work();
        letIn.push(done.letsIn);
        return done;
      }),
    );
    for (const typed of ["a guess", password, password]) await signIn(username, typed, "192.0.2.9");
    expect(letIn).toEqual([false, true, false]);
  });

  it("when it crowds the queue: what was refused as busy uses up the address, and costs no account a guess", async () => {
    const tom = await staff("Tom Mills");
    const crowded = vi
      .spyOn(queue, "take")
      .mockRejectedValue(new DomainError("busy", { retryAfter: 5 }));
    const before = hashing.done;
    const statuses = [];
    for (let i = 0; i < 101; i++) statuses.push((await signIn(tom, "guess", "192.0.2.2")).status);
    expect(statuses).toEqual([...Array(100).fill(503), 429]);
    expect(hashing.done).toBe(before);
    crowded.mockRestore();
    expect((await signIn(tom, password, "192.0.2.2")).status).toBe(429);
    // So it is in every other isolate.
    const counted = await bindings.DB.prepare("select bucket from tries where bucket like ?")
      .bind("%192.0.2.2")
      .all();
    expect(counted.results).toEqual(Array(100).fill({ bucket: "address:192.0.2.2" }));
    expect((await signIn(tom, password, "198.51.100.2")).status).toBe(201);
  });

  it("when every address is new: whoever finds no room is turned away without a word to the database, at most a hundred times", async () => {
    const tom = await staff("Tom Flooded");
    vi.spyOn(queue, "hasRoom").mockReturnValue(false);
    const asked = { ...nothing };
    const env = withDatabase(counted(bindings.DB, asked));
    const statuses = [];
    for (let i = 0; i < 101; i++)
      statuses.push((await api.fetch(guessOf(tom, "2001:db8:9::1"), env)).status);
    expect(statuses).toEqual([...Array(100).fill(503), 429]);
    expect((await api.fetch(guessOf(tom, "2001:db8:9::2"), env)).status).toBe(429);
    expect((await api.fetch(guessOf(tom, "2001:db8:9:1::1"), env)).status).toBe(503);
    expect(asked).toEqual(nothing);
    // A cookie that says it is known is looked at, and is worth nothing when it is not.
    const pretended = guessOf(tom, "2001:db8:9:2::1", `${browserOf("somebody_else")}`);
    expect((await api.fetch(pretended, env)).status).toBe(503);
    expect(asked.rowsWritten).toBe(0);
    expect((await signIn(tom, password, "2001:db8:9::1", browserOf(tom))).status).toBe(201);
  });

  it("when it has used up its hundred: the database is asked nothing more, and what was right uses up nothing", async () => {
    const joy = await staff("Joy Okafor");
    const from = "198.51.100.77";
    for (let i = 0; i < 3; i++) expect((await signIn(joy, password, from)).status).toBe(201);
    const asked = { ...nothing };
    const env = withDatabase(counted(bindings.DB, asked));
    const statuses = new Map<number, number>();
    for (let i = 0; i < 100; i++) {
      const { status } = await api.fetch(guessOf(`nobody${i}`, from), env);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([[401, 100]]);
    const before = { ...asked };
    expect((await api.fetch(guessOf(joy, from), env)).status).toBe(429);
    expect(asked).toEqual(before);
    expect((await signIn(joy, password, "198.51.100.78")).status).toBe(201);
  });

  it("nor one that keeps trying an account which takes no more: it uses up nothing of what a school behind it has", async () => {
    const [joy, ade] = [await staff("Joy Stuck"), await staff("Ade Beside")];
    const from = "198.51.100.79";
    const statuses = [];
    for (let i = 0; i < 105; i++) statuses.push((await signIn(joy, "guess", from)).status);
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(100).fill(429)]);
    expect((await signIn(ade, password, from)).status).toBe(201);
  });

  it("nor does a known browser lose guesses that were never checked", async () => {
    const tom = await staff("Tom Browser");
    const crowded = vi
      .spyOn(queue, "take")
      .mockRejectedValue(new DomainError("busy", { retryAfter: 5 }));
    for (let i = 0; i < 6; i++)
      expect((await signIn(tom, password, "192.0.2.3", browserOf(tom))).status).toBe(503);
    crowded.mockRestore();
    expect((await signIn(tom, password, "192.0.2.3", browserOf(tom))).status).toBe(201);
  });
});
