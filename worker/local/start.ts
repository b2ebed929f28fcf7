import { welcome } from "./demo/welcome.ts";
import { stopWhenAsked } from "./ending/stopping.ts";
import { serve } from "./serve.ts";
import { localVars, stateFolder } from "./settings.ts";

const port = Number(process.env.PORT || 8787);
const stateDir = stateFolder();

try {
  const { url, isSeeded, stop } = await serve({
    port,
    stateDir,
    vars: localVars(port, stateDir),
    seed: true,
  });
  stopWhenAsked(stop);
  console.log(welcome(url, port, isSeeded));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
