import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { PublicRecovery } from "#domain/recoveries";
import type { App, AppContext } from "../http/app.ts";
import { once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { gives } from "../http/openapi.ts";
import { askRecovery, cancelRecovery, findRecovery, latestRecovery } from "./commands.ts";

const Shown = z.object({ recovery: PublicRecovery });

/** A new Owner where none can sign in [A14]. */
export const recoveries = new Hono<App>()
  .get(
    "/",
    may("seeRecovery"),
    gives(200, z.object({ recovery: z.nullable(PublicRecovery) })),
    async (c) => {
      return c.json({ recovery: await latestRecovery(c.env, c.get("seat").schoolId) }, 200);
    },
  )
  .post("/", may("askRecovery"), gives(201, Shown), async (c) => {
    const id = await once(c, (key) => askRecovery(c, key));
    return c.json(await shown(c, id), 201);
  })
  .put("/:id/cancellation", may("cancelRecovery"), gives(200, Shown), async (c) => {
    const id = c.req.param("id");
    await cancelRecovery(c, id);
    return c.json(await shown(c, id), 200);
  });

async function shown(c: AppContext, id: string) {
  const recovery = await findRecovery(c.env, c.get("seat").schoolId, id);
  if (!recovery) throw new DomainError("not_found");
  return { recovery };
}
