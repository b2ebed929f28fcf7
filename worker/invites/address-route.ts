import { Hono } from "hono";
import * as z from "zod/mini";
import { canonicalEmail, isEmail } from "#domain/emails";
import { slipsAgainst } from "#domain/emails/slips";
import { expire } from "#domain/invites";
import { Person } from "#domain/names";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { ownDomainsOf } from "../schools/own-domains.ts";
import { addressFacts } from "./addresses.ts";

const AddressCheck = z.object({
  available: z.boolean(),
  reason: z.nullable(z.enum(["account_exists", "account_inactive", "invite_pending", "invalid"])),
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
    const [env, school, now] = [c.env, c.get("seat").schoolId, c.get("now")];
    const own = ownDomainsOf(env, school);
    if (!isEmail(email)) {
      const suggestion = slipsAgainst(await own)(email);
      return answer(c, { available: false, reason: "invalid" as const, user: null, suggestion });
    }
    const [facts, domains] = await Promise.all([
      addressFacts(env, school, canonicalEmail(email), now),
      own,
    ]);
    const { holder, pending } = facts;
    const isPending = pending !== null && !expire(pending, now);
    const reason = holder
      ? facts.isHolderActive
        ? ("account_exists" as const)
        : ("account_inactive" as const)
      : isPending
        ? ("invite_pending" as const)
        : null;
    const suggestion = slipsAgainst(domains)(email);
    return answer(c, { available: reason === null, reason, user: holder, suggestion });
  },
);
