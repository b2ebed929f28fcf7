import { join } from "node:path";
import { createServer } from "vite";
import { welcome } from "./demo/welcome.ts";
import { endWorkerdWithUs } from "./ending/end-workerd.ts";
import { stopWhenAsked } from "./ending/stopping.ts";
import { root } from "./install.mjs";
import { prepare } from "./serve.ts";
import { localVars, stateFolder } from "./settings.ts";
import { lockState } from "./state-lock.ts";

const port = Number(process.env.PORT || 8787);
const stateDir = stateFolder();

try {
  const { ORIGIN, INVITE_HOURS } = localVars(port, stateDir);
  lockState(stateDir);
  endWorkerdWithUs();
  const isSeeded = await prepare(stateDir, ORIGIN, true, INVITE_HOURS);
  const vite = await createServer({ configFile: join(root, "web/vite.config.ts") });
  await vite.listen();
  setInterval(
    () => fetch(`http://127.0.0.1:${port}/cdn-cgi/handler/scheduled`).catch(() => undefined),
    60_000,
  );
  stopWhenAsked(() => vite.close());
  console.log(welcome(ORIGIN, port, isSeeded));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
