import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../install.mjs";
import { node, run } from "../run.mjs";

/** Whether the migrations, one after another, make exactly what worker/db/schema.ts describes. An exit code. */
export async function checkSchema() {
  const kit = join(root, "node_modules/drizzle-kit/bin.cjs");
  const described = ["--dialect=sqlite", "--schema=./worker/db/schema.ts"];
  const copy = mkdtempSync(join(root, "node_modules/.migrations-"));
  const out = `--out=./${relative(root, copy)}`;
  try {
    cpSync(join(root, "migrations"), copy, { recursive: true });
    const before = readdirSync(copy).length;
    const failed =
      (await run(node, [kit, "check", "--dialect=sqlite", out], { cwd: root })) ||
      (await run(node, [kit, "generate", ...described, out], { cwd: root }));
    if (failed || readdirSync(copy).length === before) return failed;
    console.log(
      "The schema has changed. Write its migration: npx drizzle-kit generate --config worker/db/drizzle.config.ts --name what_it_does",
    );
    return 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
