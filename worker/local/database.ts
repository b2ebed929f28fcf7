import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { options } from "./miniflare.ts";

/** Opens the state folder's database alone, before anything is served from it. */
export async function withDatabase<T>(
  stateDir: string,
  work: (d1: D1Database) => Promise<T>,
): Promise<T> {
  const miniflare = new Miniflare(
    options(stateDir, {
      name: "staffroom",
      modules: true,
      script: "export default {}",
      compatibilityDate: "2026-08-01",
      d1Databases: { DB: { id: "DB" } },
    }),
  );
  try {
    return await work((await miniflare.getD1Database("DB")) as unknown as D1Database);
  } finally {
    await miniflare.dispose();
  }
}
