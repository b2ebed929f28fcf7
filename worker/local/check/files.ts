import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../install.mjs";

const mostLines = { median: 50, p90: 130 };
const mostFilesInFolder = 25;

/** What was found somewhere and is only kept here says nothing about how we write. */
const copied = /common\/list\.ts$|\.d\.ts$/;

const files = globSync("{worker,party,web,test}/**/*.*", { cwd: root });
const lengths = files
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("test/") && !copied.test(file))
  .map((file) => readFileSync(join(root, file), "utf8").split("\n").length - 1)
  .sort((one, other) => one - other);
const median = at(0.5);
const p90 = at(0.9);
console.log(`  ${lengths.length} files: median ${median} lines, nine in ten up to ${p90}`);

const full = [...Map.groupBy(files, dirname)]
  .filter(([, held]) => held.length > mostFilesInFolder)
  .map(([folder, held]) => `  ${folder} holds ${held.length} files`);
if (full.length > 0) console.log(full.join("\n"));
const isInOrder = median <= mostLines.median && p90 <= mostLines.p90 && full.length === 0;
if (!isInOrder)
  console.log(
    `  wanted: median ${mostLines.median}, nine in ten up to ${mostLines.p90}, folders of up to ${mostFilesInFolder} files`,
  );
process.exitCode = isInOrder ? 0 : 1;

/** The length below which this share of the files stays. */
function at(share: number): number {
  return lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
}
