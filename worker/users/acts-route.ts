import { Hono } from "hono";
import * as z from "zod/mini";
import { PublicUser } from "#domain/users";
import { ManyChange, mostChanged, Ticked } from "#domain/users/acts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { eachOnce } from "../http/each-once.ts";
import { idempotent } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { changing } from "./change-many.ts";

const Acts = z.strictObject({
  users: z
    .array(Ticked)
    .check(
      z.minLength(1, "Choose somebody."),
      z.maxLength(mostChanged, `Choose ${mostChanged} at most.`),
    ),
  change: ManyChange,
});

const Result = z.object({
  id: z.string(),
  /** `done`, or the code that a call for them alone would give. */
  outcome: z.string(),
  /** As they are now: for `done` and for `changed`. */
  user: z.optional(PublicUser),
});

/** Another role or staff type for everybody ticked: each gets an outcome of their own, in their order. */
export const userActs = new Hono<App>().post(
  "/",
  may("manageUsers"),
  body(Acts),
  idempotent,
  answers(200, z.object({ results: z.array(Result) })),
  async (c) => {
    const { users, change } = c.req.valid("json");
    const ids = users.map(({ id }) => id);
    const results = await eachOnce(c, actOf(c), ids, changing(users, change));
    return answer(c, {
      results: results.map(({ id, outcome, row }) => ({ id, outcome, ...(row && { user: row }) })),
    });
  },
);
