import { Hono } from "hono";
import * as z from "zod/mini";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { mergeUsers, moveAddress } from "./merge.ts";
import { ShownUser, shownUser } from "./shown-user.ts";

/** Whose e-mail it shall have [A6]. */
const Move = z.strictObject({ from: z.string() });
/** Which account stays [A13]. */
const Merger = z.strictObject({ into: z.string() });

/** Two accounts of one person made one, or an address moved between them. */
export const mergers = new Hono<App>()
  .put("/:id/merger", may("manageUsers"), body(Merger), answers(200, ShownUser), async (c) => {
    const { into } = c.req.valid("json");
    await mergeUsers(actOf(c), into, c.req.param("id"));
    return answer(c, await shownUser(actOf(c), into));
  })
  .put("/:id/email", may("manageUsers"), body(Move), answers(200, ShownUser), async (c) => {
    await moveAddress(actOf(c), c.req.param("id"), c.req.valid("json").from);
    return answer(c, await shownUser(actOf(c), c.req.param("id")));
  });
