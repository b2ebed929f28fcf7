import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { InviteChange, InviteStatus, NewInvite, PublicInvite, published } from "#domain/invites";
import type { UnboundKey } from "../act.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { prefetch, prefetched } from "../http/prefetch.ts";
import { query, queryOf } from "../http/query.ts";
import { inviteActs } from "./acts-route.ts";
import { cancelInvite } from "./cancel.ts";
import { changeInvite, invite, resendInvite, restoreInvite, revokeInvite } from "./commands.ts";
import { Hold } from "./hold.ts";
import { findInvite, inviteOf, invitesOf } from "./lists/list.ts";
import { soughtInvites } from "./lists/seeking.ts";

const Wanted = pageQuery({
  status: z.optional(InviteStatus),
  /** Made before this time. */
  before: z.optional(z.iso.datetime("Send a time such as 2026-11-22T00:00:00Z.")),
  ...soughtInvites,
});
const Shown = z.object({ invite: PublicInvite });

export const invites = new Hono<App>()
  .get(
    "/",
    may("seeInvites"),
    query(Wanted),
    prefetch((c, { db, seated }) => {
      const wanted = queryOf(c, Wanted);
      if (!wanted) return null;
      const { limit, cursor, status, before, ...sought } = wanted;
      const made = before === undefined ? {} : { before: Date.parse(before) };
      return invitesOf(db, seated("seeInvites"), { limit, cursor, status, sought, ...made });
    }),
    answers(200, z.object({ items: z.array(PublicInvite), next: z.nullable(z.string()) })),
    (c) => answer(c, prefetched(c)),
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
      const made = (key: UnboundKey | null) => invite({ ...actOf(c), key, hold }, details);
      return answer(c, await shownOnce(c, made));
    },
  )
  .route("/acts", inviteActs)
  .get(
    "/:id",
    may("seeInvites"),
    prefetch((c, { db, school }) => inviteOf(db, school("seeInvites"), c.req.param("id") ?? "")),
    answers(200, Shown),
    (c) => answer(c, shownAs(prefetched(c))),
  )
  .patch("/:id", may("invite"), body(InviteChange), ifMatch, answers(200, Shown), async (c) => {
    const [id, changes] = [c.req.param("id"), c.req.valid("json")];
    const { version } = c.req.valid("header");
    return answer(c, { invite: await changeInvite(actOf(c), id, changes, version) });
  })
  .delete("/:id", may("invite"), answers(200, Shown), async (c) =>
    answer(c, { invite: await cancelInvite(actOf(c), c.req.param("id")) }),
  )
  .post("/:id/resends", may("invite"), query(Hold), idempotent, answers(201, Shown), async (c) => {
    const { hold } = c.req.valid("query");
    const id = c.req.param("id");
    const resent = (key: UnboundKey | null) => resendInvite({ ...actOf(c), key, hold }, id);
    return answer(c, await shownOnce(c, resent));
  })
  .put("/:id/revocation", may("invite"), answers(200, Shown), async (c) =>
    answer(c, { invite: await revokeInvite(actOf(c), c.req.param("id")) }),
  )
  .delete("/:id/revocation", may("invite"), answers(200, Shown), async (c) =>
    answer(c, { invite: await restoreInvite(actOf(c), c.req.param("id")) }),
  );

/** What a command that may come twice has made; as it is by now, where it was done before. */
async function shownOnce(
  c: Parameters<typeof once>[0],
  run: (key: UnboundKey | null) => Promise<PublicInvite>,
) {
  const made: PublicInvite[] = [];
  const id = await once(c, async (key) => {
    const invite = await run(key);
    made.push(invite);
    return invite.id;
  });
  const [invite] = made;
  return invite ? { invite } : shown(c, id);
}

async function shown(c: AppContext, id: string) {
  return shownAs(await findInvite(c.env, c.get("seat").schoolId, id));
}

function shownAs(row: Awaited<ReturnType<typeof findInvite>>) {
  if (!row) throw new DomainError("not_found");
  return { invite: published(row.invite, row.invitedBy) };
}
