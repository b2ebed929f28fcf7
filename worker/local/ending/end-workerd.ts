import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import { join } from "node:path";
import { root } from "../install.mjs";

let isWatched = false;

/**
 * From now on no workerd that this process starts outlives it. Killed by force, it cannot end them itself, and workerd
 * would go on serving on the port: a process of its own, out of reach of the terminal, waits for that.
 */
export function endWorkerdWithUs(): void {
  if (isWatched) return;
  isWatched = true;
  const watchdog = spawn(process.execPath, [join(root, "worker/local/watchdog.mjs")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const { stdin } = watchdog;
  watchdog.on("error", () => undefined).unref();
  stdin.on("error", () => undefined);
  if (stdin instanceof Socket) stdin.unref();
  subscribe("child_process", (message) => {
    const { process: child } = message as { process: ChildProcess };
    child.once("spawn", () => {
      if (!/workerd/.test(child.spawnfile)) return;
      stdin.write(`+${child.pid}\n`);
      child.once("exit", () => stdin.write(`-${child.pid}\n`));
    });
  });
}
