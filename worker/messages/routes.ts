import { Hono } from "hono";
import * as z from "zod/mini";
import { NewMessage, PublicMessage, publishedMessage } from "#domain/messages";
import { fullName } from "#domain/names";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { removeMessage, setMessage } from "./commands.ts";

/** The message of the day [S3]. */
export const message = new Hono<App>()
  .put(
    "/",
    may("setMessage"),
    body(NewMessage),
    answers(200, z.object({ message: PublicMessage })),
    async (c) => {
      const set = await setMessage(actOf(c), c.req.valid("json"));
      const me = c.get("me");
      const by = { id: me.id, name: fullName(me) };
      return answer(c, { message: publishedMessage(set, by) });
    },
  )
  .delete("/", may("setMessage"), answers(204), async (c) => {
    await removeMessage(actOf(c));
    return answer(c, null);
  });
