import { Hono } from "hono";
import * as z from "zod/mini";
import { PublicInvite } from "#domain/invites";
import { InviteAct, mostActedOn } from "#domain/invites/acts";
import { ManyChange, Ticked } from "#domain/users/acts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { eachOnce } from "../http/each-once.ts";
import { idempotent } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { changingInvites, onInvites } from "./act-on-many.ts";

const Acts = z.discriminatedUnion("act", [
  z.strictObject({ ids: some(z.string().check(z.maxLength(100))), act: InviteAct }),
  z.strictObject({ invites: some(Ticked), act: z.literal("change"), change: ManyChange }),
]);

const Result = z.object({
  id: z.string(),
  /** `done`, or the code that a call for it alone would give. */
  outcome: z.string(),
  invite: z.optional(PublicInvite),
});

/** The same for all ticked invites [I15], another role or staff type among it: each gets an outcome of its own, in their order. */
export const inviteActs = new Hono<App>().post(
  "/",
  may("invite"),
  body(Acts),
  idempotent,
  answers(200, z.object({ results: z.array(Result) })),
  async (c) => {
    const asked = c.req.valid("json");
    const [ids, onEach] =
      asked.act === "change"
        ? [asked.invites.map(({ id }) => id), changingInvites(asked.invites, asked.change)]
        : [asked.ids, onInvites(asked.act)];
    const results = await eachOnce(c, actOf(c), ids, onEach);
    return answer(c, {
      results: results.map(({ id, outcome, row }) => ({
        id,
        outcome,
        ...(row && { invite: row }),
      })),
    });
  },
);

function some<T extends z.ZodMiniType>(each: T) {
  return z
    .array(each)
    .check(
      z.minLength(1, "Choose an invite."),
      z.maxLength(mostActedOn, `Choose ${mostActedOn} at most.`),
    );
}
