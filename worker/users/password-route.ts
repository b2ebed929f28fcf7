import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { passwordSlip } from "#domain/passwords";
import { handOverPassword } from "#domain/users";
import { isCommonPassword } from "../accounts/common-passwords.ts";
import { hashPassword } from "../accounts/sessions.ts";
import { dismissUser } from "../events/announce.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { actOnUser, findUser } from "./commands.ts";
import { asActor } from "./shown-user.ts";

const Password = z.strictObject({ password: z.string().check(z.maxLength(1000)) });

/** A password handed over, to be changed at the next sign-in. */
export const passwords = new Hono<App>().put(
  "/:id/password",
  may("manageUsers"),
  body(Password),
  answers(204),
  async (c) => {
    const id = c.req.param("id");
    const { password } = c.req.valid("json");
    const known = await findUser(c.env, c.get("seat").schoolId, id);
    if (!known) throw new DomainError("not_found");
    // The rules first, so that nobody waits for a hash that is not wanted.
    handOverPassword(asActor(c), known, "");
    const slip = passwordSlip(password, known.account.username, isCommonPassword);
    if (slip) throw new DomainError("weak_password", { fields: { password: slip } });
    const hash = await hashPassword(password);
    await actOnUser(c, id, (seen) => ({
      next: handOverPassword(asActor(c), seen, hash),
      kind: "user.changed",
    }));
    dismissUser(c.env, c.executionCtx, [c.get("seat").schoolId], id);
    return answer(c, null);
  },
);
