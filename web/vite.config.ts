import { readdirSync } from "node:fs";
import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import solid from "vite-plugin-solid";
import { localVars, stateFolder } from "../worker/local/settings.ts";

const render = `${import.meta.dirname}/render.ts`;
const loadedFirst = new Set<string>();
const neededByLists = new Set<string>();
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
    nameLists,
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
    modulePreload: { polyfill: false },
  },
  environments: {
    // The Worker's own needs no target: workerd knows what is written here, and private fields made over for old browsers would
    // cost it time in every request.
    client: {
      build: {
        // The oldest browsers, see docs/browsers.md. What they lack beside syntax does not compile: tsconfig's `lib`.
        target: ["chrome103", "edge103", "firefox115", "safari15.4"],
        rolldownOptions: {
          treeshake: {
            // What a browser does not check itself, it need not load: making a schema does nothing else.
            manualPureFunctions: ["z", "line"],
          },
          // What is loaded first is one file: forty small ones compress worse.
          // So is what the lists need besides: on a slow line each file costs a way there and back.
          output: {
            codeSplitting: {
              groups: [
                { name: firstLoad, debugName: "first load" },
                { name: lists, debugName: "lists" },
              ],
            },
          },
        },
      },
    },
  },
  server: { host: "127.0.0.1", port, strictPort: true },
}));

/** Names to the page what a list needs, so that `early-1.js` can fetch that beside the first load instead of after it. */
const nameLists: Plugin = {
  name: "name-lists",
  transformIndexHtml(_, { bundle = {} }) {
    const files = Object.keys(bundle).filter((file) =>
      /^assets\/(?:lists|virtualizer|rolldown-runtime)-/.test(file),
    );
    if (files.length === 0) return;
    const content = files.map((file) => `/${file}`).join(" ");
    return [{ tag: "meta", attrs: { name: "lists", content }, injectTo: "head-prepend" }];
  },
};

/**
 * The chunk of a module: one for all that the dashboard loads before its first page; null leaves it to the bundler. The domain
 * says there what things look like, but only later pages prove it, so what does that is left out.
 */
function firstLoad(id: string, modules: Rolldown.ChunkingContext): string | null {
  if (id.includes("/node_modules/zod/")) return null;
  if (loadedFirst.size === 0) follow("main.tsx", loadedFirst, modules);
  return loadedFirst.has(id) ? "first" : null;
}

/** One for what the invites' page needs before its first row, which most other lists need, too. */
function lists(id: string, modules: Rolldown.ChunkingContext): string | null {
  if (neededByLists.size === 0) follow("invites/page.tsx", neededByLists, modules);
  return neededByLists.has(id) && !loadedFirst.has(id) ? "lists" : null;
}

/** A file of the dashboard and all that it imports before it runs. */
function follow(file: string, found: Set<string>, modules: Rolldown.ChunkingContext): void {
  add(`${import.meta.dirname}/${file}`);

  function add(module: string): void {
    if (found.has(module)) return;
    found.add(module);
    for (const imported of modules.getModuleInfo(module)?.importedIds ?? []) add(imported);
  }
}

/** What the Worker leaves to Vite while developing: its client and every source file. */
function vitesOwn(): string[] {
  const sources = readdirSync(import.meta.dirname, { withFileTypes: true });
  const paths = sources.map((entry) => (entry.isDirectory() ? `${entry.name}/*` : entry.name));
  return ["@*", "node_modules/*", ...paths].map((path) => `!/${path}`);
}
