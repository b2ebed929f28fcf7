import { Hono } from "hono";
import * as z from "zod/mini";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { setDigest, wantsDigest } from "./commands.ts";

const Digest = z.strictObject({ wanted: z.boolean("Say true or false.") });

const Shown = z.object({ digest: Digest });

/** Whether one is mailed every morning what went wrong with invites: for oneself alone. */
export const digest = new Hono<App>()
  .get("/", may("seeInvites"), answers(200, Shown), async (c) => {
    const { schoolId } = c.get("seat");
    return answer(c, { digest: { wanted: await wantsDigest(c.env, schoolId, c.get("me").id) } });
  })
  .put("/", may("seeInvites"), body(Digest), answers(200, Shown), async (c) => {
    const { wanted } = c.req.valid("json");
    await setDigest(actOf(c), wanted);
    return answer(c, { digest: { wanted } });
  });
