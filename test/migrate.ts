import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";

const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: D1Migration[] };
await applyD1Migrations(DB, MIGRATIONS);
await empty();

/** Files follow each other in one Worker: what an earlier one left in the database is gone. */
async function empty(): Promise<void> {
  const { results } = await DB.prepare(
    "select type, name, sql from sqlite_master where type in ('table', 'trigger') and sql not like 'create virtual%'",
  ).all<{ type: string; name: string; sql: string }>();
  const triggers = results.filter(({ type }) => type === "trigger");
  const tables = results.filter(
    ({ type, name }) => type === "table" && !/^(sqlite_|d1_|_cf_)/.test(name),
  );
  await DB.batch(
    [
      "pragma defer_foreign_keys = on",
      // Some refuse that anything be deleted.
      ...triggers.map(({ name }) => `drop trigger ${name}`),
      ...tables.map(({ name }) => `delete from ${name}`),
      ...triggers.map(({ sql }) => sql),
    ].map((sql) => DB.prepare(sql)),
  );
}
