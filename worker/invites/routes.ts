import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { InviteChange, InviteStatus, NewInvite, PublicInvite, published } from "#domain/invites";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { inviteActs } from "./acts-route.ts";
import { cancelInvite } from "./cancel.ts";
import { changeInvite, invite, resendInvite, restoreInvite, revokeInvite } from "./commands.ts";
import { Hold } from "./hold.ts";
import { findInvite, listInvites } from "./list.ts";

const Shown = z.object({ invite: PublicInvite });

export const invites = new Hono<App>()
  .get(
    "/",
    may("seeInvites"),
    query(pageQuery({ status: z.optional(InviteStatus) })),
    answers(200, z.object({ items: z.array(PublicInvite), next: z.nullable(z.string()) })),
    async (c) => {
      const { limit, cursor = null, status = null } = c.req.valid("query");
      return answer(c, await listInvites(c.env, c.get("seat").schoolId, status, limit, cursor));
    },
  )
  .post(
    "/",
    may("invite"),
    body(NewInvite),
    query(Hold),
    idempotent,
    answers(201, Shown),
    async (c) => {
      const details = c.req.valid("json");
      const { hold } = c.req.valid("query");
      const id = await once(c, (key) => invite({ ...actOf(c), key, hold }, details));
      return answer(c, await shown(c, id));
    },
  )
  .route("/acts", inviteActs)
  .get("/:id", may("seeInvites"), answers(200, Shown), async (c) =>
    answer(c, await shown(c, c.req.param("id"))),
  )
  .patch("/:id", may("invite"), body(InviteChange), ifMatch, answers(200, Shown), async (c) => {
    const [id, changes] = [c.req.param("id"), c.req.valid("json")];
    const { version } = c.req.valid("header");
    await changeInvite(actOf(c), id, changes, version);
    return answer(c, await shown(c, id));
  })
  .delete("/:id", may("invite"), answers(200, Shown), async (c) => {
    await cancelInvite(actOf(c), c.req.param("id"));
    return answer(c, await shown(c, c.req.param("id")));
  })
  .post("/:id/resends", may("invite"), query(Hold), idempotent, answers(201, Shown), async (c) => {
    const { hold } = c.req.valid("query");
    const id = await once(c, (key) => resendInvite({ ...actOf(c), key, hold }, c.req.param("id")));
    return answer(c, await shown(c, id));
  })
  .put("/:id/revocation", may("invite"), answers(200, Shown), async (c) => {
    await revokeInvite(actOf(c), c.req.param("id"));
    return answer(c, await shown(c, c.req.param("id")));
  })
  .delete("/:id/revocation", may("invite"), answers(200, Shown), async (c) => {
    await restoreInvite(actOf(c), c.req.param("id"));
    return answer(c, await shown(c, c.req.param("id")));
  });

async function shown(c: AppContext, id: string) {
  const row = await findInvite(c.env, c.get("seat").schoolId, id);
  if (!row) throw new DomainError("not_found");
  return { invite: published(row.invite, row.invitedBy) };
}
