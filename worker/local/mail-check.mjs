import { join } from "node:path";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";

await install();
process.exit(await run(node, [join(root, "worker/local/mail-check.ts")]));
