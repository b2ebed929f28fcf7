import { join } from "node:path";
import { build } from "./build.mjs";
import { checkSchema } from "./check/migrations.mjs";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";

const quiet = { WRANGLER_SEND_METRICS: "false", CI: "1" };

/** @type {[string, () => Promise<number | void>][]} */
const steps = [
  ["Format and lint", () => tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings")],
  ["Types", () => tool("typescript/bin/tsc", "-b")],
  ["Files", () => run(node, [join(root, "worker/local/check/files.ts")], { cwd: root })],
  ["Migrations", checkSchema],
  ["Build", build],
  ["Sizes", () => run(node, [join(root, "worker/local/check/sizes.ts")], { cwd: root })],
  [
    "Deployment, dry run",
    () =>
      tool(
        "wrangler/bin/wrangler.js",
        "deploy",
        "--dry-run",
        "--config",
        "dist/staffroom/wrangler.json",
      ),
  ],
  ["Tests", () => run(node, [join(root, "test/run.mjs")], { cwd: root, env: { STORMS: "500" } })],
];

/** For whoever has just run the tests: all the rest. */
const but = process.argv.includes("--without-tests") ? "Tests" : "";

await install();
for (const [name, step] of steps.filter(([name]) => name !== but)) {
  console.log(`\n${name}`);
  const failed = await step();
  if (failed) {
    console.error(`\n${name}: not in order.`);
    process.exit(1);
  }
}
console.log("\nAll in order.");

/**
 * @param {string} path
 * @param {string[]} args
 */
function tool(path, ...args) {
  return run(node, [join(root, "node_modules", path), ...args], { cwd: root, env: quiet });
}
