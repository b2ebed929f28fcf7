import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../install.mjs";

const client = join(root, "dist/client");
/** Compressed JavaScript that the dashboard may load before it shows anything, in bytes. */
const most = 80_000;

const loaded = firstLoad();
const total = loaded.reduce((sum, { size }) => sum + size, 0);
for (const { path, size } of loaded)
  console.log(`  ${(size / 1000).toFixed(1).padStart(6)} kB  ${path}`);
console.log(
  `  ${(total / 1000).toFixed(1).padStart(6)} kB  of ${most / 1000} kB: the dashboard's first load, compressed`,
);
const proving = loaded.filter(({ path }) => read(path).includes("_zod"));
for (const { path } of proving)
  console.error(
    `${path} proves shapes, which nothing needs that is loaded first: take the type, or a plain list.`,
  );
if (loaded.length === 0 || total > most || proving.length > 0) process.exit(1);

/** The scripts that index.html asks for, what the first of them fetches for every page, and all that these import before they run. */
function firstLoad(): { path: string; size: number }[] {
  const page = readFileSync(join(client, "index.html"), "utf8");
  const paths = new Set(
    [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] ?? ""),
  );
  for (const name of globSync("assets/first-*.js", { cwd: client })) paths.add(`/${name}`);
  // A set grows while it is walked.
  for (const path of paths) for (const imported of staticImports(path)) paths.add(imported);
  return [...paths].map((path) => ({ path, size: gzipSync(read(path), { level: 9 }).length }));
}

function staticImports(path: string): string[] {
  const found = read(path).matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
  return [...found].map((match) => new URL(match[1] ?? "", `http://here${path}`).pathname);
}

function read(path: string): string {
  return readFileSync(join(client, path), "utf8");
}
