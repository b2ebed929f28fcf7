import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { keptSince, moveHorizons, removePortion } from "../events/pruning.ts";
import { withDatabase } from "./database.ts";
import { root } from "./install.mjs";
import { migrate } from "./migrate.ts";
import { keptMonthsHere, stateFolder } from "./settings.ts";

/** Carries out one statement and says how many rows it changed. */
type Execute = (sql: string) => Promise<number>;

const isRemote = process.argv.includes("--remote");

try {
  const months = keptMonthsHere();
  const removed = isRemote
    ? await prune(remotely, months)
    : await withDatabase(stateFolder(), (d1) => pruneHere(d1, months));
  console.log(
    `Activity of the last ${months} months is kept; ${removed} older events were removed.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The horizon first: whatever happens in between, no client is told that what is gone is there. */
async function prune(execute: Execute, months: number): Promise<number> {
  await execute(moveHorizons(keptSince(Date.now(), months)));
  let removed = 0;
  for (let portion = -1; portion !== 0; removed += portion) portion = await execute(removePortion);
  return removed;
}

async function pruneHere(d1: D1Database, months: number): Promise<number> {
  await migrate(d1);
  return prune(async (sql) => (await d1.prepare(sql).run()).meta.changes, months);
}

/** On the deployed database, as whoever is signed in with wrangler. */
async function remotely(sql: string): Promise<number> {
  const tool = join(root, "node_modules/wrangler/bin/wrangler.js");
  const asked = [
    "d1",
    "execute",
    "staffroom",
    "--remote",
    "--json",
    "--yes",
    "--config",
    "wrangler.toml",
    "--command",
    sql,
  ];
  const { status, stdout } = spawnSync(process.execPath, [tool, ...asked], {
    cwd: root,
    encoding: "utf8",
    stdio: ["inherit", "pipe", "inherit"],
  });
  if (status !== 0)
    throw new Error("The deployed database could not be pruned. What wrangler says stands above.");
  const answers = JSON.parse(stdout) as { meta?: { changes?: number } }[];
  return answers.reduce((sum, { meta }) => sum + (meta?.changes ?? 0), 0);
}
