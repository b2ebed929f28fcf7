import { Hono } from "hono";
import * as z from "zod/mini";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { mailPasswords, outcomes, Result } from "./password-emails.ts";

const Recipients = z.strictObject({
  userIds: z
    .array(z.string().check(z.maxLength(100)))
    .check(z.minLength(1, "Choose somebody."), z.maxLength(200, "Choose 200 at most.")),
});
const Results = z.object({ results: z.array(Result) });

/** *Send password email* to the ticked users [A8]: each gets an outcome of their own. */
export const passwordEmails = new Hono<App>().post(
  "/",
  may("manageUsers"),
  body(Recipients),
  idempotent,
  answers(200, Results),
  async (c) => {
    const userIds = [...new Set(c.req.valid("json").userIds)];
    const act = actOf(c);
    const round = await once(c, (key) => mailPasswords({ ...act, key }, userIds));
    return answer(c, { results: await outcomes(act, userIds, round) });
  },
);
