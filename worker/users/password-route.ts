import { Hono } from "hono";
import * as z from "zod/mini";
import { passwordSlip } from "#domain/accounts/passwords";
import { DomainError } from "#domain/errors";
import { handOverPassword } from "#domain/users";
import { isCommonPassword } from "../accounts/common-passwords.ts";
import { hashPassword } from "../accounts/sessions.ts";
import { dismissUser } from "../events/announce.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { actOnUser } from "./commands.ts";
import { findUser } from "./known.ts";

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
    const act = actOf(c);
    const known = await findUser(act.env, act.school, id);
    if (!known) throw new DomainError("not_found");
    // The rules first, so that nobody waits for a hash that is not wanted.
    handOverPassword(act.actor, known, "");
    const slip = passwordSlip(password, known.account.username, isCommonPassword);
    if (slip) throw new DomainError("weak_password", { fields: { password: slip } });
    const hash = await hashPassword(password, { lane: "known", line: act.actor.id });
    await actOnUser(act, id, (seen, actor) => ({
      next: handOverPassword(actor, seen, hash),
      kind: "user.changed",
    }));
    dismissUser(act.env, act, [act.school], id);
    return answer(c, null);
  },
);
