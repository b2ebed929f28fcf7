import { readdirSync, readFileSync } from "node:fs";
import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import solid from "vite-plugin-solid";
import { localVars, stateFolder } from "../worker/local/settings.ts";

const render = `${import.meta.dirname}/render.ts`;
const chunks = ["start", "glance", "first", "lists"] as const;
/** What a file imports before it runs, by file. */
const reached = new Map<string, Set<string>>();
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
    askEarly,
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
            manualPureFunctions: ["z", "line", "partOfName"],
          },
          // Forty small files compress worse, and on a slow line each costs a way there and back.
          output: {
            codeSplitting: {
              // Each takes along what it imports, unless one before it has.
              groups: chunks.map((chunk) => ({
                name: (id, modules) => (chunkOf(id, modules) === chunk ? chunk : null),
                debugName: chunk,
              })),
            },
          },
        },
      },
    },
  },
  server: { host: "127.0.0.1", port, strictPort: true },
}));

/** Puts `early.js` into the page, before all that the page fetches, and the names of what it fetches itself. */
const askEarly: Plugin = {
  name: "ask-early",
  transformIndexHtml(html, { bundle = {} }) {
    const files = Object.keys(bundle).filter((file) => file.endsWith(".js"));
    const named = {
      glance: /^assets\/(?:glance|rolldown-runtime)-/,
      lists: /^assets\/(?:lists|virtualizer)-/,
    };
    const names = Object.entries(named).map(([name, pattern]) => {
      const paths = files.filter((file) => pattern.test(file)).map((file) => `/${file}`);
      return paths.length > 0 ? `<meta name="${name}" content="${paths.join(" ")}" />` : "";
    });
    const early = readFileSync(`${import.meta.dirname}/early.js`, "utf8");
    return html.replace("<!-- early.js -->", () => `${names.join("")}<script>${early}</script>`);
  },
};

/**
 * The chunk of a module; null leaves it to the bundler. `start` is there before all else, and draws an outline; `glance`, the
 * first rows of a list, while the rest is on its way: `first`, which every page needs, and `lists`, what most lists need besides.
 * The domain says there what things look like, but only later pages prove it, so what does that is left out.
 */
function chunkOf(id: string, modules: Rolldown.ChunkingContext): (typeof chunks)[number] | null {
  if (id.includes("/node_modules/zod/")) return null;
  const [inGlance, inApp] = [isIn("shell/look-ahead.tsx"), isIn("app.tsx")];
  if (isIn("main.tsx") || (inGlance && inApp)) return "start";
  if (inGlance) return "glance";
  if (inApp) return "first";
  return isIn("invites/page.tsx") ? "lists" : null;

  function isIn(file: string): boolean {
    const found = reached.get(file) ?? new Set();
    reached.set(file, found);
    if (found.size === 0) follow(file, found, modules);
    return found.has(id);
  }
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
