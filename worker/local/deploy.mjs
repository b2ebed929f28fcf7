import { join } from "node:path";
import { build } from "./build.mjs";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";
import { version } from "./version.mjs";

// Wrangler finds the database by its name, so no id of anybody's account stands in the repository.
await install();
await build();
const failed =
  (await wrangler(
    "d1",
    "migrations",
    "apply",
    "staffroom",
    "--remote",
    "--config",
    "wrangler.toml",
  )) ||
  (await wrangler(
    "deploy",
    "--config",
    "dist/staffroom/wrangler.json",
    "--var",
    `VERSION:${version}`,
  ));
process.exit(failed);

/** @param {string[]} args */
function wrangler(...args) {
  return run(node, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], { cwd: root });
}
