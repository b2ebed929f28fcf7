import { Hono } from "hono";
import * as z from "zod/mini";
import { canonicalEmail, isEmail } from "#domain/emails";
import { expire } from "#domain/invites";
import { Person } from "#domain/names";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { gives } from "../http/openapi.ts";
import { addressFacts } from "./addresses.ts";

const AddressCheck = z.object({
  available: z.boolean(),
  reason: z.nullable(z.enum(["account_exists", "invite_pending", "invalid"])),
  user: z.nullable(Person),
});

/** Whether an address can be invited, asked while it is typed. */
export const addresses = new Hono<App>().get(
  "/:email",
  may("invite"),
  gives(200, AddressCheck),
  async (c) => {
    const email = c.req.param("email");
    if (!isEmail(email))
      return c.json({ available: false, reason: "invalid" as const, user: null }, 200);
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
    return c.json({ available: reason === null, reason, user: facts.holder }, 200);
  },
);
