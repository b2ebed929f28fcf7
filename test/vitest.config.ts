import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = `${import.meta.dirname}/..`;

/** Shared machines can be slow, and no test is about time. */
const testTimeout = 60_000;

/** Files follow each other in one process, which loads what they share once; `migrate.ts` empties the database between them. */
const isolate = false;

/** What a deployment would have; keys and addresses are of no use anywhere else. */
const bindings = {
  ORIGIN: "https://staffroom.test",
  LINK_SECRET: `k1:${Buffer.alloc(32, 1).toString("base64")},k0:${Buffer.alloc(32, 2).toString("base64")}`,
  REGISTRATION: "open",
  INVITE_HOURS: "24",
  MAILBOX: "dev",
  /** How many storms the replica goes through; `npm run check` wants 500. */
  STORMS: process.env.STORMS ?? "50",
  /** How many days of a mail service that fails, and of Workers that die, mail goes through. */
  MAIL_DAYS: process.env.MAIL_DAYS ?? "6",
  /** The seed of the first of them. */
  MAIL_FROM_DAY: process.env.MAIL_FROM_DAY ?? "1",
  /** Of how many mutated files of an MIS one of so many comes through the public door, and the seed of the first. */
  ROSTERS: process.env.ROSTERS ?? "400",
  ROSTERS_EVERY: process.env.ROSTERS_EVERY ?? "50",
  ROSTERS_FROM: process.env.ROSTERS_FROM ?? "1",
  /** Whether the MIS of as large a school as any is comes in, too. */
  WHOLE_SCHOOL: process.env.WHOLE_SCHOOL ?? "",
};

/** What the Worker, the room and the tests in workerd import of packages. */
const packages = [
  "@zootools/email-spell-checker",
  "drizzle-orm",
  "drizzle-orm/d1",
  "drizzle-orm/sqlite-core",
  "fast-check",
  "fflate",
  "hono",
  "hono/accepts",
  "hono/body-limit",
  "hono/cookie",
  "hono/factory",
  "hono/html",
  "hono/http-exception",
  "hono/jsx",
  "hono/jsx/jsx-runtime",
  "hono/jsx/jsx-dev-runtime",
  "hono/route",
  "hono/router/trie-router",
  "hono/validator",
  "lucia",
  "partyserver",
  "zod/mini",
];

/** What drives the dashboard: outside browsers, Solid would be what renders pages on a server, where nothing is told of changes. */
const browsersSolid = {
  find: /^solid-js$/,
  replacement: `${root}/node_modules/solid-js/dist/solid.js`,
};

const workerd = async (name: string, include: string[]) => ({
  root,
  resolve: {
    alias: [
      browsersSolid,
      // What a hash must cost is said in test/domain/hash.test.ts; here, how often one is made, and in which turn.
      { find: "./hashing/cost.ts", replacement: `${root}/test/quick-hashes.ts` },
    ],
  },
  plugins: [
    cloudflareTest({
      wrangler: { configPath: `${root}/wrangler.toml` },
      miniflare: {
        bindings: { ...bindings, MIGRATIONS: await readD1Migrations(`${root}/migrations`) },
      },
    }),
  ],
  // The pages hash the style they inline.
  test: {
    name,
    include,
    isolate,
    setupFiles: ["test/migrate.ts"],
    globalSetup: ["test/mailchannels.ts", "test/mis-server.ts"],
    css: true,
    testTimeout,
    // Modules are loaded one by one: of packages' 270 this leaves one an entry.
    deps: { optimizer: { ssr: { enabled: true, include: packages } } },
  },
});

/** Files run the largest first; the storms, whose file is small, take the longest of all. */
class StormsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const areStorms = ({ moduleId }: TestSpecification) => /convergence/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(areStorms), ...sorted.filter((file) => !areStorms(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: StormsFirst },
    // What the Worker logs is of interest where a test fails.
    silent: "passed-only",
    // Much of their time is waiting: two at least side by side.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        root,
        test: {
          name: "domain",
          include: ["test/domain/**/*.test.ts"],
          environment: "node",
          isolate,
          testTimeout,
        },
      },
      await workerd("worker", ["test/worker/**/*.test.ts?(x)", "test/party/**/*.test.ts"]),
      {
        root,
        resolve: { alias: [browsersSolid] },
        test: { name: "web", include: ["test/web/**/*.test.ts"], environment: "node", isolate },
      },
      {
        root,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/mis-server.ts"],
          environment: "node",
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Where many share a machine a browser may starve for longer than anybody would wait. What fails twice is wrong.
          retry: 1,
        },
      },
      {
        root,
        test: {
          name: "screens",
          include: ["test/e2e/screens/**/*.shots.ts"],
          environment: "node",
          testTimeout: 1_800_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
