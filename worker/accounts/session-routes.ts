import { Hono } from "hono";
import * as z from "zod/mini";
import { ProfileChange } from "#domain/accounts/profiles";
import { DomainError } from "#domain/errors";
import { runtimeOf, visitorOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { ifMatchIfSent } from "../http/if-match.ts";
import { beginSession } from "../http/session/begin-session.ts";
import { isOwnDevice, sessionCookie } from "../http/session/cookies.ts";
import { ownPassword, signedIn } from "../http/session/signed-in.ts";
import { signOutHere } from "../http/session/somebody-else.ts";
import { devices } from "./device-routes.ts";
import { changePassword } from "./passwords.ts";
import { changeProfile } from "./profile.ts";
import { Session, shownSession } from "./session-answer.ts";
import { whoIs } from "./sessions.ts";
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
    const signedIn = await signIn(runtimeOf(c), visitorOf(c, ownDevice), username, password);
    if (!signedIn) throw new DomainError("bad_credentials");
    const { me, secret } = signedIn;
    await beginSession(c, secret, me.username, ownDevice);
    return answer(c, shownSession(me, ownDevice));
  })
  .get("/", signedIn, answers(200, Session), (c) =>
    answer(c, shownSession(c.get("me"), isOwnDevice(c))),
  )
  .delete("/", signedIn, answers(204), async (c) => {
    await signOutHere(c);
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
      const { version } = c.req.valid("header");
      await changeProfile(runtimeOf(c), c.get("me"), c.req.valid("json"), version);
      const me = await whoIs(c.env, sessionCookie(c) ?? "");
      if (!me) throw new DomainError("signed_out");
      return answer(c, shownSession(me, isOwnDevice(c)));
    },
  )
  .put("/password", signedIn, body(NewPassword), answers(204), async (c) => {
    const { current, next } = c.req.valid("json");
    await changePassword(runtimeOf(c), visitorOf(c), c.get("me"), current, next);
    return answer(c, null);
  })
  .route("/devices", devices);
