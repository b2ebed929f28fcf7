import { Hono } from "hono";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { checkUsername, UsernameCheck } from "./free-username.ts";

/** Whether a username is free, asked while it is typed. */
export const usernames = new Hono<App>().get(
  "/:username",
  may("manageUsers"),
  answers(200, UsernameCheck),
  async (c) => answer(c, await checkUsername(c.env, c.req.param("username"))),
);
