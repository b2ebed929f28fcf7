import { Hono } from "hono";
import * as z from "zod/mini";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { senderOf } from "./sender.ts";

const MailService = z.object({
  /** The address that our mail comes from; null while there is none. */
  sender: z.nullable(z.string()),
});

/** How mail leaves this Staffroom, for those who wait for it. */
export const mailService = new Hono<App>().get(
  "/",
  may("seeInvites"),
  answers(200, z.object({ mail: MailService })),
  (c) => answer(c, { mail: { sender: senderOf(c.env)?.email ?? null } }),
);
