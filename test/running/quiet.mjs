import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { intendedEnd } from "./intended.mjs";

/** Besides rooms, tests cut connections to the mail provider: workerd, not the Worker, is surprised by that. */
const intended = [intendedEnd, "Network connection lost."];

/**
 * Runs a program and passes on what it prints, but for exceptions that tests cause on purpose.
 * Gives its exit code, and how many other exceptions nobody caught.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, uncaught: number }>}
 */
export function runQuietly(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.kill("SIGTERM");
  process.on("SIGINT", stop).on("SIGTERM", stop);
  let uncaught = 0;
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    let isIntended = false;
    createInterface({ input: from }).on("line", (line) => {
      const isUncaught = /\buncaught exception\b/i.test(line);
      // The stack follows on a line of its own.
      const isStack = isIntended && line.startsWith("stack:");
      isIntended = isUncaught && intended.some((words) => line.includes(words));
      if (isIntended || isStack) return;
      if (isUncaught) uncaught++;
      to.write(`${line}\n`);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve({ code: code ?? 1, uncaught });
    });
  });
}
