import { Hono } from "hono";
import * as z from "zod/mini";
import { Username } from "#domain/usernames";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { freeUsername } from "../invites/accept.ts";

const UsernameCheck = z.object({ available: z.boolean(), suggestion: z.nullable(z.string()) });

/** Whether a username is free, asked while it is typed. */
export const usernames = new Hono<App>().get(
  "/:username",
  may("manageUsers"),
  answers(200, UsernameCheck),
  async (c) => {
    const username = Username.safeParse(c.req.param("username"));
    const free = username.success ? await freeUsername(c, username.data) : null;
    const available = username.success && free === username.data;
    return answer(c, { available, suggestion: available ? null : free });
  },
);
