import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import {
  change,
  InviteChange,
  InviteStatus,
  mayActOn,
  NewInvite,
  PublicInvite,
  published,
  resend,
  restore,
  revoke,
} from "#domain/invites";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { gives } from "../http/openapi.ts";
import { pageQuery } from "../http/paging.ts";
import { act, cancel, find, invite, list, type Occasion } from "./commands.ts";

/** Seconds in which a sent invite can be thought better of [C6]. */
const longestHold = 8;

const Shown = z.object({ invite: PublicInvite });

export const invites = new Hono<App>()
  .get(
    "/",
    may("seeInvites"),
    gives(200, z.object({ items: z.array(PublicInvite), next: z.nullable(z.string()) })),
    async (c) => {
      const { limit, after, filters } = pageQuery(c, { status: z.optional(InviteStatus) });
      return c.json(await list(c, filters.status ?? null, limit, after), 200);
    },
  )
  .post("/", may("invite"), body(NewInvite), gives(201, Shown), async (c) => {
    const details = c.req.valid("json");
    const hold = holdOf(c);
    mayActOn(own(c), details.role);
    const id = await once(c, (key) => invite(c, { ...here(c), key, hold }, details));
    return c.json(await shown(c, id), 201);
  })
  .get("/:id", may("seeInvites"), gives(200, Shown), async (c) =>
    c.json(await shown(c, c.req.param("id")), 200),
  )
  .patch("/:id", may("invite"), body(InviteChange), gives(200, Shown), async (c) => {
    const [id, changes, version] = [c.req.param("id"), c.req.valid("json"), ifMatch(c)];
    await act(c, id, here(c), (seen, current) => {
      mayActOn(own(c), seen.role, changes.role ?? seen.role);
      if (version < seen.editedIn || version > seen.version)
        throw new DomainError("changed", { current });
      const next = change(seen, changes, c.get("now"), c.get("settings").inviteLife);
      return next && { next, kind: "invite.changed" };
    });
    return c.json(await shown(c, id), 200);
  })
  .delete("/:id", may("invite"), gives(200, Shown), async (c) => {
    await cancel(c, c.req.param("id"), here(c), (seen) => mayActOn(own(c), seen.role));
    return c.json(await shown(c, c.req.param("id")), 200);
  })
  .post("/:id/resends", may("invite"), gives(201, Shown), async (c) => {
    const hold = holdOf(c);
    const id = await once(c, async (key) => {
      const resent = await act(c, c.req.param("id"), { ...here(c), key, hold }, (seen) => {
        mayActOn(own(c), seen.role);
        return {
          next: resend(seen, c.get("now"), c.get("settings").inviteLife),
          kind: "invite.resent",
        };
      });
      return resent.id;
    });
    return c.json(await shown(c, id), 201);
  })
  .put("/:id/revocation", may("invite"), gives(200, Shown), async (c) => {
    await act(c, c.req.param("id"), here(c), (seen) => {
      mayActOn(own(c), seen.role);
      return { next: revoke(seen, c.get("now")), kind: "invite.revoked" };
    });
    return c.json(await shown(c, c.req.param("id")), 200);
  })
  .delete("/:id/revocation", may("invite"), gives(200, Shown), async (c) => {
    await act(c, c.req.param("id"), here(c), (seen) => {
      mayActOn(own(c), seen.role);
      return { next: restore(seen, c.get("now")), kind: "invite.restored" };
    });
    return c.json(await shown(c, c.req.param("id")), 200);
  });

function own(c: AppContext) {
  return c.get("seat").role;
}

function here(c: AppContext): Occasion {
  return { school: c.get("seat").schoolId, actor: c.get("me").id };
}

/** `?hold=8`: seconds for which the mail, not the command, waits. Milliseconds come out. Refuses with `invalid`. */
function holdOf(c: AppContext): number {
  const typed = c.req.query("hold");
  if (typed === undefined) return 0;
  if (!/^[0-8](?:\.\d{1,3})?$/.test(typed) || Number(typed) > longestHold) {
    throw new DomainError("invalid", { fields: { hold: "Use 0 to 8 seconds." } });
  }
  return Number(typed) * 1000;
}

async function shown(c: AppContext, id: string) {
  const row = await find(c.env, c.get("seat").schoolId, id);
  if (!row) throw new DomainError("not_found");
  return { invite: published(row.invite, row.invitedBy) };
}
