import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { ProfileChange } from "#domain/profiles";
import { Role } from "#domain/roles";
import { Permissions, StaffType } from "#domain/staff";
import { dismiss } from "../events/announce.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { clearSessionCookies, clearStorage, isOwnDevice, sessionCookie } from "../http/cookies.ts";
import { ifMatchIfSent } from "../http/if-match.ts";
import { ownPassword, signedIn } from "../http/signed-in.ts";
import { devices, endDevice } from "./devices.ts";
import { changePassword } from "./passwords.ts";
import { changeProfile } from "./profile.ts";
import { endSession, type Me, whoIs } from "./sessions.ts";
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

/** A browser somebody is signed in with, in words. */
const Device = z.object({
  id: z.string(),
  browser: z.string(),
  system: z.string(),
  lastUsedAt: z.string(),
  createdAt: z.string(),
  current: z.boolean(),
});

const Session = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    title: z.nullable(z.string()),
    givenName: z.string(),
    middleName: z.nullable(z.string()),
    familyName: z.string(),
    email: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    mustChangePassword: z.boolean(),
    version: z.number(),
  }),
  ownDevice: z.boolean(),
  memberships: z.array(
    z.object({
      schoolId: z.string(),
      schoolName: z.string(),
      role: Role,
      staffType: z.nullable(StaffType),
      permissions: Permissions,
    }),
  ),
});

export const session = new Hono<App>()
  .post("/", body(Credentials), answers(201, Session), async (c) => {
    const { username, password, ownDevice = false } = c.req.valid("json");
    const me = await signIn(c, username, password, ownDevice);
    if (!me) throw new DomainError("bad_credentials");
    return answer(c, shown(me, ownDevice));
  })
  .get("/", signedIn, answers(200, Session), (c) => answer(c, shown(c.get("me"), isOwnDevice(c))))
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
      return answer(c, shown(me, isOwnDevice(c)));
    },
  )
  .put("/password", signedIn, body(NewPassword), answers(204), async (c) => {
    const { current, next } = c.req.valid("json");
    await changePassword(c, current, next);
    return answer(c, null);
  })
  .get(
    "/devices",
    signedIn,
    ownPassword,
    answers(200, z.object({ items: z.array(Device) })),
    async (c) => {
      return answer(c, { items: await devices(c.env, c.get("me"), c.get("now")) });
    },
  )
  .delete("/devices/:id", signedIn, ownPassword, answers(204), async (c) => {
    const me = c.get("me");
    const ended = await endDevice(c.env, me, c.req.param("id"), c.get("now"));
    if (!ended) throw new DomainError("not_found");
    dismiss(
      c.env,
      c.executionCtx,
      me.seats.map((seat) => seat.schoolId),
      ended,
    );
    if (ended === me.sessionId) clearSessionCookies(c);
    return answer(c, null);
  });

/** The session's answer: who, and where with which rights. */
function shown(me: Me, ownDevice: boolean): z.infer<typeof Session> {
  const {
    id,
    username,
    title,
    givenName,
    middleName,
    familyName,
    email,
    phone,
    mustChangePassword,
    version,
    seats,
  } = me;
  return {
    user: {
      id,
      username,
      title,
      givenName,
      middleName,
      familyName,
      email,
      phone,
      mustChangePassword,
      version,
    },
    ownDevice,
    memberships: seats.map(({ schoolId, schoolName, role, staffType, permissions }) => ({
      schoolId,
      schoolName,
      role,
      staffType,
      permissions,
    })),
  };
}
