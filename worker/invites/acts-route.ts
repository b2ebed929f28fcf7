import { Hono } from "hono";
import * as z from "zod/mini";
import { PublicInvite } from "#domain/invites";
import { InviteAct, mostActedOn } from "#domain/invites/acts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { may } from "../http/in-school.ts";
import { actOnInvites, type Verdict, type Verdicts, verdictsAgain } from "./act-on-many.ts";

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
    const { ids: named, act: what } = c.req.valid("json");
    const ids = [...new Set(named)];
    const act = actOf(c);
    const mine: Partial<Verdicts> = {};
    const command = await once(c, async (key) => {
      Object.assign(mine, await actOnInvites({ ...act, key }, what, ids));
      return mine.command ?? null;
    });
    const verdicts =
      mine.verdicts && mine.command === command
        ? mine.verdicts
        : await verdictsAgain(act, what, ids, command);
    return answer(c, { results: ids.map((id) => resultOf(id, verdicts.get(id))) });
  },
);

function resultOf(id: string, verdict: Verdict | undefined): z.infer<typeof Result> {
  if (verdict && "invite" in verdict) return { id, outcome: "done", invite: verdict.invite };
  return { id, outcome: verdict?.refused ?? "busy" };
}
