import { join } from "node:path";
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  type MiniflareOptions,
  type V4MiniflareOptions,
  type V4WorkerOptions,
} from "miniflare";

/** How Miniflare runs here, with other Workers beside ours where they are wanted: on loopback alone, asking nothing of the network, its state where `wrangler` and Vite keep theirs. */
export function options(
  stateDir: string,
  worker: V4WorkerOptions,
  port = 0,
  beside: V4WorkerOptions[] = [],
): MiniflareOptions {
  const shared = {
    host: "127.0.0.1",
    port,
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    resourcePersistencePath: join(stateDir, "v3"),
  };
  return convertV4MiniflareOptions({
    ...shared,
    workers: [worker, ...beside],
  } satisfies V4MiniflareOptions);
}
