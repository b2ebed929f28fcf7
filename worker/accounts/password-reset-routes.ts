import { Hono } from "hono";
import * as z from "zod/mini";
import { runtimeOf, visitorOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { forgotten } from "./resets.ts";

const Login = z.strictObject({ login: z.string().check(z.maxLength(300)) });

/** The one answer to everybody who has forgotten a password [A12]. */
const message =
  "If there is an account with that username or e-mail address, a mail with a link is on its way to its address.";

export const passwordResets = new Hono<App>().post(
  "/",
  body(Login),
  answers(202, z.object({ message: z.string() })),
  async (c) => {
    await forgotten(runtimeOf(c), visitorOf(c), c.req.valid("json").login);
    return answer(c, { message });
  },
);
