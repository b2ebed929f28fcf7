import { createServer } from "node:net";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { lapseClaims } from "../mail/claims.ts";
import { withDatabase } from "./database.ts";
import { isSeeded, seed } from "./demo/seed.ts";
import { endWorkerdWithUs } from "./ending/end-workerd.ts";
import { root } from "./install.mjs";
import { migrate } from "./migrate.ts";
import { options } from "./miniflare.ts";
import { isLoopback, type Vars } from "./settings.ts";
import { lockState } from "./state-lock.ts";

export interface Serving {
  /** Where the browser goes: the deployment's ORIGIN. */
  url: string;
  port: number;
  /** Where the Worker itself listens, past Miniflare's own doors, when that was wanted. */
  direct: string | null;
  isSeeded: boolean;
  /** Fires the cron once, as the clock does every minute. */
  sweep(): Promise<void>;
  /** What it serves from. */
  database(): Promise<D1Database>;
  /** Ends workerd too. */
  stop(): Promise<void>;
}

export interface Wanted {
  /** 0 for any that is free; then `vars.ORIGIN` follows it unless it was given. */
  port: number;
  stateDir: string;
  vars: Vars;
  /** Demo schools into an empty database, where ORIGIN is loopback. */
  seed: boolean;
  /** A socket of the Worker's own, for measuring. */
  direct?: boolean;
}

/**
 * Serves what `dist` holds on 127.0.0.1, over the state folder's migrated and seeded database.
 * Throws with one clear sentence when the state or the port is in use, or when a demo would be shown to strangers.
 */
export async function serve({
  port: wantedPort,
  stateDir,
  vars,
  seed: wantsSeed,
  direct: wantsDirect = false,
}: Wanted): Promise<Serving> {
  const unlock = lockState(stateDir);
  try {
    endWorkerdWithUs();
    const port = await freePort(wantedPort);
    const origin = vars.ORIGIN ?? `http://localhost:${port}`;
    const seeded = await prepare(stateDir, origin, wantsSeed, vars.INVITE_HOURS);
    const served = worker({ ...vars, ORIGIN: origin });
    if (wantsDirect) served.unsafeDirectSockets = [{ host: "127.0.0.1", port: 0 }];
    const miniflare = new Miniflare(options(stateDir, served, port));
    await miniflare.ready;
    const sweep = async () => {
      const { scheduled } = await miniflare.getWorker();
      await scheduled({ cron: "* * * * *" });
    };
    let isStopping = false;
    const sweepOrSay = () =>
      sweep().catch(() => isStopping || console.error("The minute's sweep failed."));
    const everyMinute = setInterval(sweepOrSay, 60_000);
    // What fell due while nobody served.
    void sweepOrSay();
    const stop = async () => {
      isStopping = true;
      clearInterval(everyMinute);
      await miniflare.dispose();
      unlock();
    };
    const direct = wantsDirect ? (await miniflare.unsafeGetDirectURL()).origin : null;
    const database = async () => (await miniflare.getD1Database("DB")) as unknown as D1Database;
    return { url: origin, port, direct, isSeeded: seeded, sweep, database, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Migrates, seeds and frees what an earlier start had in hand; whether the demo schools are there. Lock the state first. */
export function prepare(
  stateDir: string,
  origin: string,
  wantsSeed: boolean,
  inviteHours?: string,
): Promise<boolean> {
  return withDatabase(stateDir, async (d1) => {
    await migrate(d1);
    await d1.prepare(lapseClaims).bind(Date.now()).run();
    if (wantsSeed && isLoopback(origin))
      await seed(d1, Date.now(), Number(inviteHours || 24) * 3600_000);
    const seeded = await isSeeded(d1);
    if (seeded && !isLoopback(origin)) {
      throw new Error(
        `${stateDir} holds the demo schools, whose password is public: it is not served as ${origin}. Use another STATE_DIR.`,
      );
    }
    return seeded;
  });
}

/** The Worker that `dist` holds. */
export function worker(vars: Vars): V4WorkerOptions {
  const { workerOptions, main } = unstable_getMiniflareWorkerOptions(
    join(root, "dist/staffroom/wrangler.json"),
  );
  return {
    ...workerOptions,
    name: "staffroom",
    bindings: vars,
    modules: [{ type: "ESModule", path: main ?? "" }],
  } as V4WorkerOptions;
}

function freePort(port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.on("error", () =>
      reject(new Error(`Port ${port} is in use. Choose another, such as PORT=${port + 1}.`)),
    );
    probe.listen(port, "127.0.0.1", () => {
      const found = probe.address();
      probe.close(() => resolve(typeof found === "object" && found ? found.port : port));
    });
  });
}
