import { join } from "node:path";
import { install, root } from "./install.mjs";
import { node, run } from "./run.mjs";

await install();
// Miniflare would ask Cloudflare where on earth this machine is.
process.exit(
  await run(node, [join(root, "worker/local/dev.ts")], {
    env: { CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  }),
);
