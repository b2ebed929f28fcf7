import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { holding } from "./lock.mjs";
import { run } from "./run.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Installs the packages that package-lock.json names, unless they are there. Works on Node 20 with nothing installed. */
export async function install() {
  if (isInstalled()) return;
  await holding(join(root, ".wrangler/install.lock"), async () => {
    if (isInstalled()) return;
    console.log("Installing packages. This takes about a minute, the first time only.");
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    const isFresh = !existsSync(join(root, "node_modules"));
    if (isFresh && (await run("npm", ["ci", ...quiet], { cwd: root })) === 0) return;
    // What others have installed beside it stays, and so does the lock file.
    const failed = await run("npm", ["install", "--no-save", ...quiet], { cwd: root });
    if (failed) throw new Error("The packages could not be installed. What npm said stands above.");
  });
}

/** The packages on the disk are the ones of the lock file. npm keeps its own list of what it installed. */
function isInstalled() {
  const installed = packages("node_modules/.package-lock.json");
  const wanted = Object.entries(packages("package-lock.json") ?? {});
  if (!installed) return false;
  return wanted.every(
    ([path, { version, optional }]) =>
      path === "" || optional || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | null}
 */
function packages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null;
}
