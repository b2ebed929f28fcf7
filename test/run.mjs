import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../worker/local/build.mjs";
import { install, root } from "../worker/local/install.mjs";
import { node } from "../worker/local/run.mjs";
import { findChromium, installLine } from "./running/chromium.mjs";
import { runQuietly } from "./running/quiet.mjs";

const asked = process.argv.slice(2);

await install();
await build();
const counts = [await vitest(["domain", "worker", "web"])];
const chromium = await findChromium();
if (chromium) counts.push(await vitest(["e2e"], { CHROMIUM: chromium }));
else sayWhatDidNotRun();

const { passed, failed, skipped } = sum(counts);
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failed || passed === 0 || !chromium ? 1 : 0);

/**
 * Runs the tests of projects. Whatever is asked for on the command line narrows them down.
 * @param {string[]} projects
 * @param {NodeJS.ProcessEnv} [env]
 */
async function vitest(projects, env) {
  const folder = mkdtempSync(join(tmpdir(), "staffroom-tests-"));
  const report = join(folder, "report.json");
  const args = [
    "run",
    "--config",
    "test/vitest.config.ts",
    ...projects.map((project) => `--project=${project}`),
    "--reporter=default",
    "--reporter=json",
  ];
  const program = join(root, "node_modules/vitest/vitest.mjs");
  const { code, uncaught } = await runQuietly(
    node,
    [program, ...args, `--outputFile.json=${report}`, "--passWithNoTests", ...asked],
    { cwd: root, env: { ...process.env, ...env } },
  );
  if (uncaught) console.error(`\n${uncaught} uncaught exceptions stand above: the run has failed.`);
  const counted = count(report);
  rmSync(folder, { recursive: true, force: true });
  // Files that do not load, and errors outside any test, fail no test but the run.
  return (code || uncaught) && !counted.failed ? { ...counted, failed: 1 } : counted;
}

/** @param {string} report */
function count(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
      JSON.parse(readFileSync(report, "utf8"));
    const unloaded = testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
        file.status === "failed" && file.assertionResults.length === 0,
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloaded.length,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** @param {{ passed: number, failed: number, skipped: number }[]} counts */
function sum(counts) {
  return counts.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));
}

function sayWhatDidNotRun() {
  const files = readdirSync(join(root, "test/e2e")).filter((file) => file.endsWith(".test.ts"));
  console.log(
    `\nWithout Chromium these browser tests did not run:\n${files.map((file) => `  test/e2e/${file}`).join("\n")}`,
  );
  console.log(`Install it, or name one in CHROMIUM:\n  ${installLine}\n`);
}
