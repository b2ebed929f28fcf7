import { join } from "node:path";
import { build } from "../worker/local/build.mjs";
import { install, root } from "../worker/local/install.mjs";
import { node, run } from "../worker/local/run.mjs";
import { findChromium, installLine } from "./running/chromium.mjs";

// Pictures of every page, dialog and state, in `screens/`. Words after `--` narrow them down to the widths or names they match.
await install();
await build();
const chromium = await findChromium();
if (!chromium) {
  console.error(`Pictures need Chromium. Install it, or name one in CHROMIUM:\n  ${installLine}`);
  process.exit(1);
}
const program = join(root, "node_modules/vitest/vitest.mjs");
const args = ["run", "--config", "test/vitest.config.ts", "--project", "screens"];
process.exit(
  await run(node, [program, ...args], {
    cwd: root,
    env: { CHROMIUM: chromium, SCREENS: process.argv.slice(2).join(" ") },
  }),
);
