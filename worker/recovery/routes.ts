import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { PublicRecovery } from "#domain/recoveries";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { askRecovery } from "./ask.ts";
import { cancelRecovery } from "./commands.ts";
import { findRecovery, latestRecovery } from "./list.ts";

const Shown = z.object({ recovery: PublicRecovery });

/** A new Owner where none can sign in [A14]. */
export const recoveries = new Hono<App>()
  .get(
    "/",
    may("seeRecovery"),
    answers(200, z.object({ recovery: z.nullable(PublicRecovery) })),
    async (c) => {
      return answer(c, { recovery: await latestRecovery(c.env, c.get("seat").schoolId) });
    },
  )
  .post("/", may("askRecovery"), idempotent, answers(201, Shown), async (c) => {
    const id = await once(c, (key) => askRecovery({ ...actOf(c), key }));
    return answer(c, await shown(c, id));
  })
  .put("/:id/cancellation", may("cancelRecovery"), answers(200, Shown), async (c) => {
    const id = c.req.param("id");
    await cancelRecovery(actOf(c), id);
    return answer(c, await shown(c, id));
  });

async function shown(c: AppContext, id: string) {
  const recovery = await findRecovery(c.env, c.get("seat").schoolId, id);
  if (!recovery) throw new DomainError("not_found");
  return { recovery };
}
