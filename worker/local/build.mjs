import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, root } from "./install.mjs";
import { holding } from "./lock.mjs";
import { node, run } from "./run.mjs";

const mark = join(root, "dist/staffroom/built-from");
const sources = ["worker", "party", "web", "wrangler.toml", "package.json", "package-lock.json"];

/** Builds the Worker and the dashboard into `dist`, unless what is there was made from these very sources. */
export async function build() {
  await holding(join(root, ".wrangler/build.lock"), async () => {
    const wanted = fingerprint();
    if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
    console.log("Building.");
    rmSync(mark, { force: true });
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const failed = await run(
      node,
      [vite, "build", "--config", "web/vite.config.ts", "--logLevel", "warn"],
      { cwd: root },
    );
    if (failed) throw new Error("The build failed. The reason stands above.");
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, wanted);
  });
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => files(source)))
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function files(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  if (/(^|\/)(worker\/local|node_modules|\..*)$/.test(path)) return [];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => files(`${path}/${name}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await install();
  await build();
}
