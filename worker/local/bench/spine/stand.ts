import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare, type V4WorkerOptions } from "miniflare";
import { build } from "vite";
import { root } from "../../install.mjs";
import { options } from "../../miniflare.ts";
import { prepare, worker } from "../../serve.ts";
import { counting } from "./counting.ts";

/** Staffroom, the floor and a Staffroom that counts what it asks of D1, side by side on one workerd and one database. */
export interface Stand {
  product: string;
  floor: string;
  counting: string;
  /** What the pages' address is. */
  origin: string;
  database: D1Database;
  stop(): Promise<void>;
}

const origin = "http://localhost:8787";

export async function stand(stateDir: string): Promise<Stand> {
  await prepare(stateDir, origin, false);
  const vars = {
    ORIGIN: origin,
    LINK_SECRET: `k1:${randomBytes(32).toString("base64")}`,
    MAILBOX: "dev",
    MAIL_PER_HOUR: "1000000",
  };
  const product = directly(worker(vars));
  const [main] = product.modules as { path: string }[];
  const script = await readFile(main?.path ?? "", "utf8");
  const watched = await readFile(join(root, "worker/db/watched.ts"), "utf8");
  const counted = modules({
    "counting.js": counting,
    "index.js": script,
    "watched.js": stripTypeScriptTypes(watched),
  });
  const floor = {
    name: "floor",
    ...modules({ "floor.js": await floorScript() }),
    compatibilityDate: product.compatibilityDate,
    compatibilityFlags: ["nodejs_compat"],
    d1Databases: product.d1Databases,
    durableObjects: { ROOM: { className: "Room", useSQLite: true } },
  } as V4WorkerOptions;
  const beside = [directly({ ...product, ...counted, name: "counting" }), directly(floor)];
  const miniflare = new Miniflare(options(stateDir, product, 0, beside));
  await miniflare.ready;
  const at = async (name: string) => (await miniflare.unsafeGetDirectURL(name)).origin;
  return {
    product: await at("staffroom"),
    floor: await at("floor"),
    counting: await at("counting"),
    origin,
    database: (await miniflare.getD1Database("DB", "staffroom")) as unknown as D1Database,
    stop: () => miniflare.dispose(),
  };
}

/** What the database knows a session by. */
export function hashed(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function directly(options: V4WorkerOptions): V4WorkerOptions {
  return { ...options, unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };
}

function modules(scripts: Record<string, string>) {
  const all = Object.entries(scripts).map(([name, contents]) => ({
    type: "ESModule" as const,
    path: `/${name}`,
    contents,
  }));
  return { modulesRoot: "/", modules: all };
}

async function floorScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "floor.ts"),
      write: false,
      rollupOptions: { external: [/^cloudflare:/, /^node:/] },
    },
    ssr: { noExternal: true, target: "webworker" },
  });
  const [bundle] = [built].flat() as { output: { code: string }[] }[];
  return bundle?.output[0]?.code ?? "";
}
