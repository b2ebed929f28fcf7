import { Hono } from "hono";
import * as z from "zod/mini";
import { isoOrNull } from "#domain/time";
import type { Env } from "../env.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { senderOf } from "./sender.ts";
import { stopOf } from "./stop.ts";
import { carrier, notConfigured } from "./transport.ts";
import { tryMailAgain } from "./try-again.ts";

const MailService = z.object({
  /** The address that our mail comes from; null while there is none. */
  sender: z.nullable(z.string()),
  /** Why no mail leaves, and since when, where that is known; null while it does. */
  stopped: z.nullable(z.object({ since: z.nullable(z.string()), reason: z.string() })),
});

const Shown = z.object({ mail: MailService });

/** How mail leaves this Staffroom, for those who wait for it. */
export const mailService = new Hono<App>()
  .get("/", may("seeInvites"), answers(200, Shown), async (c) => answer(c, await shown(c.env)))
  .delete("/stop", may("tryMail"), answers(200, Shown), async (c) => {
    await tryMailAgain(actOf(c));
    return answer(c, await shown(c.env));
  });

async function shown(env: Env): Promise<z.infer<typeof Shown>> {
  const sender = senderOf(env)?.email ?? null;
  return { mail: { sender, stopped: await stoppedBy(env) } };
}

async function stoppedBy(env: Env) {
  if (carrier(env) === "not_configured") return { since: null, reason: notConfigured };
  const stop = await stopOf(env);
  return stop && { since: isoOrNull(stop.since), reason: stop.reason };
}
