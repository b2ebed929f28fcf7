import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MailChannels, startMailChannels } from "../mailchannels.ts";
import { password, people } from "./stage.ts";

const root = join(import.meta.dirname, "../..");

let stateDir: string;
let started: Started[];
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "staffroom-killed-"));
  started = [];
});
afterEach(async () => {
  for (const one of started) await one.end();
  await rm(stateDir, { recursive: true, force: true });
});

/** An `npm start` of its own. */
class Started {
  output = "";
  private readonly npm: ChildProcess;
  private readonly ended: Promise<number | null>;
  /** All that was seen to run below npm: nothing leads to those whose parent is gone. */
  private readonly family = new Map<number, string>();

  constructor(
    readonly port: number,
    env: Record<string, string>,
  ) {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    this.npm = spawn("npm", ["start"], {
      cwd: root,
      env: { ...inherited, PORT: String(port), STATE_DIR: stateDir, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.npm.stdout?.on("data", (text) => (this.output += text));
    this.npm.stderr?.on("data", (text) => (this.output += text));
    this.ended = new Promise((resolve) => this.npm.once("close", resolve));
  }

  async ready(): Promise<this> {
    await expect.poll(() => this.output, { timeout: 60_000 }).toContain("Stop with Ctrl+C");
    this.left();
    return this;
  }

  url(path: string): string {
    return `http://localhost:${this.port}${path}`;
  }

  /** npm, what it runs, and what that runs: process ids by the end of their command line. */
  processes(): { npm: number; script: number; serving: number; workerd: number } {
    const all = below(this.npm.pid ?? 0);
    const find = (words: RegExp) => all.find(({ command }) => words.test(command))?.pid ?? 0;
    return {
      npm: this.npm.pid ?? 0,
      script: find(/^\S*node worker\/local\/start\.mjs/),
      serving: find(/worker\/local\/start\.ts/),
      workerd: find(/^\S*workerd serve/),
    };
  }

  /** Waits until nothing of it runs any more; gives its exit code. */
  async gone(timeout = 20_000): Promise<number | null> {
    const message = "what goes on though the start it belongs to is gone";
    await expect
      .poll(() => this.left().map(({ command }) => command), { timeout, message })
      .toEqual([]);
    return this.ended;
  }

  /** Asks it to end. What does not is ended by force, and told. */
  async end(): Promise<void> {
    this.left();
    this.npm.kill("SIGTERM");
    try {
      await this.gone();
    } finally {
      for (const { pid } of this.left()) process.kill(pid, "SIGKILL");
      await this.ended;
    }
  }

  /** Of all that was ever seen to run for it, what still does. */
  private left(): Running[] {
    const npm = this.npm.pid ?? 0;
    for (const { pid, command } of [...running([npm]), ...below(npm)])
      this.family.set(pid, command);
    return running([...this.family.keys()]).filter(
      ({ pid, command }) => this.family.get(pid) === command,
    );
  }
}

async function start(env: Record<string, string> = {}, port?: number): Promise<Started> {
  const one = new Started(port ?? (await freePort()), env);
  started.push(one);
  return one;
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    }),
  );
}

interface Running {
  pid: number;
  parent: number;
  command: string;
}

/** Those of some processes that run. One that has ended and that nobody has asked after yet is a zombie. */
function running(pids: readonly number[]): Running[] {
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/s.exec(stat) ?? [];
      if (state === "Z") return [];
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return [{ pid, parent: Number(parent), command }];
    } catch {
      return [];
    }
  });
}

/** Everything a process has started, and what that has. */
function below(pid: number): Running[] {
  const all = running(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
  );
  const children = (parent: number): Running[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...children(one.pid)]);
  return children(pid);
}

const signIn = (server: Started) =>
  fetch(server.url("/api/session"), {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: server.url("") },
    body: JSON.stringify({ username: people.priya, password }),
  });

describe.runIf(process.platform === "linux")("an npm start killed by force (kill -9)", () => {
  for (const victim of ["npm", "script", "serving"] as const) {
    it(`leaves nothing behind when it is ${{ npm: "npm", script: "the start script", serving: "the serving process" }[victim]}, and starts again on the same port`, async () => {
      const first = await (await start()).ready();
      const pids = first.processes();
      for (const [name, pid] of Object.entries(pids)) expect(running([pid]), name).toHaveLength(1);
      process.kill(pids[victim], "SIGKILL");
      await first.gone();
      const second = await (await start({}, first.port)).ready();
      expect((await signIn(second)).status).toBe(201);
    });
  }

  it("sends at once, on the next start, what it was sending: once more and no third time", async () => {
    const post = await startMailChannels();
    try {
      await sendsOnceMore(post);
    } finally {
      await post.close();
    }
  });

  async function sendsOnceMore(post: MailChannels): Promise<void> {
    const mail = {
      MAILCHANNELS_API_KEY: "key-of-the-tests",
      MAILCHANNELS_BASE_URL: post.url,
      MAIL_FROM: "post@staffroom.test",
    };
    post.script(["hang"]);
    const first = await (await start(mail)).ready();
    const session = await signIn(first);
    const { memberships } = (await session.json()) as { memberships: { schoolId: string }[] };
    const sent = await fetch(first.url(`/api/schools/${memberships[0]?.schoolId}/invites`), {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: first.url(""),
        Cookie: session.headers.get("Set-Cookie")?.split(";")[0] ?? "",
      },
      body: JSON.stringify({ email: "joy@oakfield.example", role: "editor" }),
    });
    expect(sent.status).toBe(201);
    await expect.poll(() => post.received().length).toBe(1);
    process.kill(first.processes().serving, "SIGKILL");
    await first.gone();
    post.script(["sent"]);
    const second = await (await start(mail)).ready();
    // The lease of two minutes is nobody's.
    await expect.poll(() => post.received().length).toBe(2);
    await fetch(second.url("/healthz"));
    await second.end();
    const third = await (await start(mail)).ready();
    expect((await signIn(third)).status).toBe(201);
    expect(post.received()).toHaveLength(2);
  }
});

describe("a second start on the same state", () => {
  it("is refused in words, and the first goes on; once that has ended, a start is welcome", async () => {
    const first = await (await start()).ready();
    const second = await start();
    expect(await second.gone(60_000)).toBe(1);
    expect(second.output).toContain(`Another Staffroom is running on ${stateDir}.`);
    expect(second.output).toContain("STATE_DIR");
    expect((await signIn(first)).status).toBe(201);
    await first.end();
    const third = await (await start()).ready();
    expect((await signIn(third)).status).toBe(201);
  });
});
