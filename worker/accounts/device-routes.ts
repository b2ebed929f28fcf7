import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { dismiss } from "../events/announce.ts";
import { runtimeOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { clearSessionCookies } from "../http/session/cookies.ts";
import { ownPassword, signedIn } from "../http/session/signed-in.ts";
import { devices as devicesOf, endDevice } from "./devices.ts";

/** A browser somebody is signed in with, in words. */
const Device = z.object({
  id: z.string(),
  browser: z.string(),
  system: z.string(),
  lastUsedAt: z.string(),
  createdAt: z.string(),
  current: z.boolean(),
});

/** Where one is signed in, and out again. */
export const devices = new Hono<App>()
  .get(
    "/",
    signedIn,
    ownPassword,
    answers(200, z.object({ items: z.array(Device) })),
    async (c) => {
      return answer(c, { items: await devicesOf(c.env, c.get("me"), c.get("now")) });
    },
  )
  .delete("/:id", signedIn, ownPassword, answers(204), async (c) => {
    const me = c.get("me");
    const ended = await endDevice(c.env, me, c.req.param("id"), c.get("now"));
    if (!ended) throw new DomainError("not_found");
    dismiss(
      c.env,
      runtimeOf(c),
      me.seats.map((seat) => seat.schoolId),
      ended,
    );
    if (ended === me.sessionId) clearSessionCookies(c);
    return answer(c, null);
  });
