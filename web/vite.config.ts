import { readdirSync } from "node:fs";
import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { localVars, stateFolder } from "../worker/local/settings.ts";

const render = `${import.meta.dirname}/render.ts`;
const port = Number(process.env.PORT || 8787);

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [
    // The Worker's own pages are hono/jsx. Solid libraries come as sources and are compiled here.
    // What draws them is Solid's, made to bear a browser's translator.
    solid({
      include: [/\/web\/.*\.tsx$/, /\/node_modules\/.*\.jsx$/],
      solid: { moduleName: render },
    }),
    cloudflare({
      configPath: "../wrangler.toml",
      persistState: { path: stateFolder() },
      // While developing only: a build must not hold this machine's settings.
      ...(command === "serve" && {
        config: { vars: localVars(port, stateFolder()), assets: { run_worker_first: vitesOwn() } },
      }),
    }),
  ],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    // The oldest browsers, see docs/browsers.md. What they lack beside syntax does not compile: tsconfig's `lib`.
    target: ["chrome103", "edge103", "firefox115", "safari15.4"],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // What a browser does not check itself, it need not load: making a schema does nothing else.
        manualPureFunctions: ["z", "line"],
      },
    },
  },
  server: { host: "127.0.0.1", port, strictPort: true },
}));

/** What the Worker leaves to Vite while developing: its client and every source file. */
function vitesOwn(): string[] {
  const sources = readdirSync(import.meta.dirname, { withFileTypes: true });
  const paths = sources.map((entry) => (entry.isDirectory() ? `${entry.name}/*` : entry.name));
  return ["@*", "node_modules/*", ...paths].map((path) => `!/${path}`);
}
