import { Hono } from "hono";
import * as z from "zod/mini";
import { NewBatch, Outcome, PublicBatch } from "#domain/batches";
import { PublicInvite } from "#domain/invites";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { query } from "../http/query.ts";
import { Hold } from "../invites/hold.ts";
import { findBatch, resultsOf } from "./results.ts";
import { sendBatch } from "./send.ts";

const Result = z.object({ email: z.string(), outcome: Outcome, invite: z.optional(PublicInvite) });
const Judged = z.object({ batch: PublicBatch, results: z.array(Result) });

/** Whole lists of invites [I12]. */
export const batches = new Hono<App>()
  .post(
    "/",
    may("invite"),
    body(NewBatch),
    query(Hold),
    idempotent,
    answers(200, Judged),
    async (c) => {
      const { rows } = c.req.valid("json");
      const { hold } = c.req.valid("query");
      const id = await once(c, (key) => sendBatch({ ...actOf(c), key, hold }, rows));
      return answer(c, await resultsOf(c.env, c.get("seat").schoolId, id));
    },
  )
  .get("/:id", may("seeInvites"), answers(200, z.object({ batch: PublicBatch })), async (c) =>
    answer(c, { batch: await findBatch(c.env, c.get("seat").schoolId, c.req.param("id")) }),
  )
  .get("/:id/results", may("seeInvites"), answers(200, Judged), async (c) =>
    answer(c, await resultsOf(c.env, c.get("seat").schoolId, c.req.param("id"))),
  );
