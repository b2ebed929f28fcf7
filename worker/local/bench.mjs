import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";

// Each file of the folder is a bench; what it is made of lies deeper.
const folder = join(root, "worker/local/bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3));
const said = process.argv.slice(2);
// Without a name, or only `quick`: the spine, whose table stands in docs/benchmarks.md.
const [name = "", ...rest] = !said[0] || said[0] === "quick" ? ["spine", ...said] : said;

if (!names.includes(name)) {
  console.error(`Say which: ${names.map((each) => `npm run bench -- ${each}`).join(", ")}`);
  process.exit(1);
}
try {
  await install();
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(await run(node, [join(folder, `${name}.ts`), ...rest]));
