import { Hono } from "hono";
import * as z from "zod/mini";
import { canonicalEmail, isEmail, suggestedEmail } from "#domain/emails";
import { expire } from "#domain/invites";
import { Person } from "#domain/names";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { addressFacts } from "./addresses.ts";

const AddressCheck = z.object({
  available: z.boolean(),
  reason: z.nullable(z.enum(["account_exists", "invite_pending", "invalid"])),
  user: z.nullable(Person),
  /** Another address, where this one looks mistyped. */
  suggestion: z.nullable(z.string()),
});

/** Whether an address can be invited, asked while it is typed. */
export const addresses = new Hono<App>().get(
  "/:email",
  may("invite"),
  answers(200, AddressCheck),
  async (c) => {
    const email = c.req.param("email");
    const suggestion = suggestedEmail(email);
    if (!isEmail(email))
      return answer(c, { available: false, reason: "invalid" as const, user: null, suggestion });
    const facts = await addressFacts(
      c.env,
      c.get("seat").schoolId,
      canonicalEmail(email),
      c.get("now"),
    );
    const isPending = facts.pending !== null && !expire(facts.pending, c.get("now"));
    const reason = facts.holder
      ? ("account_exists" as const)
      : isPending
        ? ("invite_pending" as const)
        : null;
    return answer(c, { available: reason === null, reason, user: facts.holder, suggestion });
  },
);
