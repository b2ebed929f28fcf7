import { Hono } from "hono";
import * as z from "zod/mini";
import { PublicInvite } from "#domain/invites";
import { InviteAct, mostActedOn } from "#domain/invites/acts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { eachOnce } from "../http/each-once.ts";
import { idempotent } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { onInvites } from "./act-on-many.ts";

const Ticked = z.strictObject({
  ids: z
    .array(z.string().check(z.maxLength(100)))
    .check(
      z.minLength(1, "Choose an invite."),
      z.maxLength(mostActedOn, `Choose ${mostActedOn} at most.`),
    ),
  act: InviteAct,
});

const Result = z.object({
  id: z.string(),
  /** `done`, or the code that a call for it alone would give. */
  outcome: z.string(),
  invite: z.optional(PublicInvite),
});

/** The same for all ticked invites [I15]: each gets an outcome of its own, in their order. */
export const inviteActs = new Hono<App>().post(
  "/",
  may("invite"),
  body(Ticked),
  idempotent,
  answers(200, z.object({ results: z.array(Result) })),
  async (c) => {
    const { ids, act } = c.req.valid("json");
    const results = await eachOnce(c, actOf(c), ids, onInvites(act));
    return answer(c, {
      results: results.map(({ id, outcome, row }) => ({
        id,
        outcome,
        ...(row && { invite: row }),
      })),
    });
  },
);
