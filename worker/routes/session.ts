import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { Role } from "#domain/roles";
import { Permissions, StaffType } from "#domain/staff";
import { dismiss } from "../announce.ts";
import { endSession, type Me } from "../auth.ts";
import type { App } from "../middleware/app.ts";
import { body } from "../middleware/body.ts";
import { clearSessionCookie, sessionCookie } from "../middleware/cookies.ts";
import { signedIn } from "../middleware/who.ts";
import { gives } from "../openapi.ts";
import { signIn } from "../sign-in.ts";

const Credentials = z.strictObject({
  username: z.string().check(z.maxLength(300)),
  password: z.string().check(z.maxLength(1000)),
});

const Session = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    email: z.nullable(z.string()),
    mustChangePassword: z.boolean(),
  }),
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
  .post("/", body(Credentials), gives(201, Session), async (c) => {
    const { username, password } = c.req.valid("json");
    const me = await signIn(c, username, password);
    if (!me) throw new DomainError("bad_credentials");
    return c.json(shown(me), 201);
  })
  .get("/", signedIn, gives(200, Session), (c) => c.json(shown(c.get("me")), 200))
  .delete("/", signedIn, gives(204), async (c) => {
    const { seats, sessionId } = c.get("me");
    await endSession(c.env, sessionCookie(c) ?? "");
    dismiss(
      c.env,
      c.executionCtx,
      seats.map((seat) => seat.schoolId),
      sessionId,
    );
    clearSessionCookie(c);
    return c.body(null, 204);
  });

/** The session's answer: who, and where with which rights. */
function shown(me: Me): z.infer<typeof Session> {
  const { id, username, givenName, familyName, email, mustChangePassword, seats } = me;
  return {
    user: { id, username, givenName, familyName, email, mustChangePassword },
    memberships: seats.map(({ schoolId, schoolName, role, staffType, permissions }) => ({
      schoolId,
      schoolName,
      role,
      staffType,
      permissions,
    })),
  };
}
