import { join } from "node:path";
import { build } from "./build.mjs";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";

try {
  await install();
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(await run(node, [join(root, "worker/local/start.ts")]));
