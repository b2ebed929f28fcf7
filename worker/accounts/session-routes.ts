import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { ProfileChange } from "#domain/profiles";
import { dismiss } from "../events/announce.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { clearSessionCookies, clearStorage, isOwnDevice, sessionCookie } from "../http/cookies.ts";
import { ifMatchIfSent } from "../http/if-match.ts";
import { ownPassword, signedIn } from "../http/signed-in.ts";
import { devices } from "./device-routes.ts";
import { changePassword } from "./passwords.ts";
import { changeProfile } from "./profile.ts";
import { Session, shownSession } from "./session-answer.ts";
import { endSession, whoIs } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const Credentials = z.strictObject({
  username: z.string().check(z.maxLength(300)),
  password: z.string().check(z.maxLength(1000)),
  /** Nobody else uses this browser: it stays signed in when it is closed, and may keep what it shows. */
  ownDevice: z.optional(z.boolean()),
});

const NewPassword = z.strictObject({
  current: z.string().check(z.maxLength(1000)),
  next: z.string().check(z.maxLength(1000)),
});

export const session = new Hono<App>()
  .post("/", body(Credentials), answers(201, Session), async (c) => {
    const { username, password, ownDevice = false } = c.req.valid("json");
    const me = await signIn(c, username, password, ownDevice);
    if (!me) throw new DomainError("bad_credentials");
    return answer(c, shownSession(me, ownDevice));
  })
  .get("/", signedIn, answers(200, Session), (c) =>
    answer(c, shownSession(c.get("me"), isOwnDevice(c))),
  )
  .delete("/", signedIn, answers(204), async (c) => {
    const { seats, sessionId } = c.get("me");
    await endSession(c.env, sessionCookie(c) ?? "");
    dismiss(
      c.env,
      c.executionCtx,
      seats.map((seat) => seat.schoolId),
      sessionId,
    );
    clearSessionCookies(c);
    clearStorage(c);
    return answer(c, null);
  })
  .patch(
    "/",
    signedIn,
    ownPassword,
    body(ProfileChange),
    ifMatchIfSent,
    answers(200, Session),
    async (c) => {
      await changeProfile(c, c.req.valid("json"), c.req.valid("header").version);
      const me = await whoIs(c.env, sessionCookie(c) ?? "");
      if (!me) throw new DomainError("signed_out");
      return answer(c, shownSession(me, isOwnDevice(c)));
    },
  )
  .put("/password", signedIn, body(NewPassword), answers(204), async (c) => {
    const { current, next } = c.req.valid("json");
    await changePassword(c, current, next);
    return answer(c, null);
  })
  .route("/devices", devices);
