import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { root } from "./install.mjs";

const folder = join(root, "migrations");

/**
 * Applies the migrations that are still missing, each in one batch with the note that it was.
 * The note is the one `wrangler d1 migrations` reads.
 */
export async function migrate(d1: D1Database): Promise<void> {
  await d1
    .prepare(
      `create table if not exists d1_migrations (
        id integer primary key autoincrement, name text unique, applied_at timestamp default current_timestamp not null)`,
    )
    .run();
  const { results } = await d1.prepare("select name from d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const missing = readdirSync(folder).filter((file) => file.endsWith(".sql") && !applied.has(file));
  for (const file of missing.sort()) {
    const statements = readFileSync(join(folder, file), "utf8").split("--> statement-breakpoint");
    const note = d1.prepare("insert into d1_migrations (name) values (?)").bind(file);
    await d1.batch([...statements.map((statement) => d1.prepare(statement)), note]);
  }
}
