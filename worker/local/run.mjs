import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Node 24, which comes with the packages whatever Node the machine has. */
export const node = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));

/**
 * Runs a program with our own input and output until it ends; its exit code. A request to stop is passed on to it.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { cwd, env } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, RUN_BY: String(process.pid) },
    stdio: "inherit",
  });
  // A terminal tells the whole group of an interrupt; the child ends and we with it.
  const wait = () => undefined;
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", wait).on("SIGTERM", pass).on("SIGHUP", pass);
  whenOrphaned(pass);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("SIGINT", wait).off("SIGTERM", pass).off("SIGHUP", pass);
      resolve(code ?? 1);
    });
  });
}

/**
 * npm, when told to stop, ends its shell but not what the shell runs; killed, it ends neither.
 * So whoever npm started watches both, and whoever `run` started watches us.
 * @param {() => void} stop
 */
export function whenOrphaned(stop) {
  const isRun = process.env.RUN_BY === String(process.ppid);
  if (!isRun && !process.env.npm_lifecycle_event) return;
  const above = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === above) return;
    clearInterval(watch);
    stop();
  }, 300);
  watch.unref();
}

/** Our parent and, if that is a shell and this is Linux, the shell's. */
function ancestors() {
  try {
    const shell = /^\d+ \((?:sh|dash|bash)\) \S (\d+)/.exec(
      readFileSync(`/proc/${process.ppid}/stat`, "utf8"),
    );
    return `${process.ppid} ${shell?.[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}
