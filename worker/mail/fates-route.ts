import { Hono } from "hono";
import * as z from "zod/mini";
import { MailFate } from "#domain/emails/mails";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { query } from "../http/query.ts";
import { fatesOf } from "./fates.ts";

const About = z.strictObject({
  /** The id of an account, or of a recovery. */
  about: z.string().check(z.minLength(1), z.maxLength(100)),
});

/** What became of the mails about somebody's password, or about a recovery. */
export const mailFates = new Hono<App>().get(
  "/",
  may("seeWholeUsers"),
  query(About),
  answers(200, z.object({ items: z.array(MailFate) })),
  async (c) => {
    const { about } = c.req.valid("query");
    return answer(c, { items: await fatesOf(c.env, c.get("seat").schoolId, about) });
  },
);
