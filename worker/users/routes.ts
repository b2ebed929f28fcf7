import { randomInt } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { PublicInvite } from "#domain/invites";
import { oneTimePassword } from "#domain/one-time";
import { passwordSlip } from "#domain/passwords";
import { can, canGrant } from "#domain/roles";
import {
  type Actor,
  deactivate,
  edit,
  handOverPassword,
  ListedUser,
  listed,
  NewUser,
  PublicUser,
  publishedUser,
  reactivate,
  UserChange,
  UserStatus,
} from "#domain/users";
import { isCommonPassword } from "../accounts/common-passwords.ts";
import { hashPassword } from "../accounts/sessions.ts";
import { dismissUser } from "../events/announce.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { addUser, mayAdd } from "./add.ts";
import { actOnUser, findUser, listUsers, pendingInvitesOf } from "./commands.ts";
import { mergeUsers, moveAddress } from "./merge.ts";

const Shown = z.object({ user: PublicUser });
const Left = z.object({ user: PublicUser, pendingInvites: z.array(PublicInvite) });
const Added = z.object({ user: PublicUser, oneTimePassword: z.nullable(z.string()) });
const Seen = z.union([PublicUser, ListedUser]);
const Password = z.strictObject({ password: z.string().check(z.maxLength(1000)) });
/** Whose e-mail it shall have [A6]. */
const Move = z.strictObject({ from: z.string() });
/** Which account stays [A13]. */
const Merger = z.strictObject({ into: z.string() });
const Query = pageQuery({
  status: z.optional(UserStatus),
  q: z.optional(z.string().check(z.maxLength(100))),
});

export const users = new Hono<App>()
  .get(
    "/",
    may("seeUsers"),
    query(Query),
    answers(200, z.object({ items: z.array(Seen), next: z.nullable(z.string()) })),
    async (c) => {
      const { limit, cursor, status: asked = null, q = null } = c.req.valid("query");
      const isWhole = can(own(c).role, "seeWholeUsers");
      const status = isWhole ? asked : "active";
      const { items, next } = await listUsers(c, { status, q }, limit, cursor?.[1] ?? null);
      const people = items.map((row) => publishedUser(row.account, row.membership));
      return answer(c, {
        items: isWhole ? people : people.flatMap((user) => listed(user) ?? []),
        next,
      });
    },
  )
  .post("/", may("manageUsers"), body(NewUser), idempotent, answers(201, Added), async (c) => {
    const details = c.req.valid("json");
    if (!canGrant(own(c).role, details.role)) throw new DomainError("role_too_high");
    let handedOver: string | null = null;
    const id = await once(c, async (key) => {
      await mayAdd(c, details);
      const made = oneTimePassword((most) => randomInt(most));
      const added = await addUser(c, details, await hashPassword(made), key);
      handedOver = made;
      return added;
    });
    // A repeat made nothing: its password is nobody's.
    return answer(c, { ...(await shown(c, id)), oneTimePassword: handedOver as string | null });
  })
  .get("/:id", may("seeUsers"), answers(200, z.object({ user: Seen })), async (c) => {
    const { user } = await shown(c, c.req.param("id"));
    const seen = can(own(c).role, "seeWholeUsers") ? user : listed(user);
    if (!seen) throw new DomainError("not_found");
    return answer(c, { user: seen });
  })
  .patch("/:id", may("manageUsers"), body(UserChange), ifMatch, answers(200, Shown), async (c) => {
    const [id, change] = [c.req.param("id"), c.req.valid("json")];
    const { version } = c.req.valid("header");
    await actOnUser(c, id, (known) => {
      const current = publishedUser(known.account, known.membership);
      if (current.version !== version) throw new DomainError("changed", { current });
      return { next: edit(own(c), known, change), kind: "user.changed" };
    });
    return answer(c, await shown(c, id));
  })
  .put("/:id/deactivation", may("manageUsers"), answers(200, Left), async (c) => {
    const id = c.req.param("id");
    await actOnUser(c, id, (known) => ({
      next: deactivate(own(c), known),
      kind: "user.deactivated",
    }));
    return answer(c, {
      ...(await shown(c, id)),
      pendingInvites: await pendingInvitesOf(c.env, c.get("seat").schoolId, id),
    });
  })
  .delete("/:id/deactivation", may("manageUsers"), answers(200, Shown), async (c) => {
    const id = c.req.param("id");
    await actOnUser(c, id, (known) => ({
      next: reactivate(own(c), known),
      kind: "user.reactivated",
    }));
    return answer(c, await shown(c, id));
  })
  .put("/:id/merger", may("manageUsers"), body(Merger), answers(200, Shown), async (c) => {
    const { into } = c.req.valid("json");
    await mergeUsers(c, into, c.req.param("id"));
    return answer(c, await shown(c, into));
  })
  .put("/:id/email", may("manageUsers"), body(Move), answers(200, Shown), async (c) => {
    await moveAddress(c, c.req.param("id"), c.req.valid("json").from);
    return answer(c, await shown(c, c.req.param("id")));
  })
  .put("/:id/password", may("manageUsers"), body(Password), answers(204), async (c) => {
    const id = c.req.param("id");
    const { password } = c.req.valid("json");
    const known = await findUser(c.env, c.get("seat").schoolId, id);
    if (!known) throw new DomainError("not_found");
    // The rules first, so that nobody waits for a hash that is not wanted.
    handOverPassword(own(c), known, "");
    const slip = passwordSlip(password, known.account.username, isCommonPassword);
    if (slip) throw new DomainError("weak_password", { fields: { password: slip } });
    const hash = await hashPassword(password);
    await actOnUser(c, id, (seen) => ({
      next: handOverPassword(own(c), seen, hash),
      kind: "user.changed",
    }));
    dismissUser(c.env, c.executionCtx, [c.get("seat").schoolId], id);
    return answer(c, null);
  });

function own(c: AppContext): Actor {
  return { id: c.get("me").id, role: c.get("seat").role };
}

async function shown(c: AppContext, id: string): Promise<z.infer<typeof Shown>> {
  const known = await findUser(c.env, c.get("seat").schoolId, id);
  if (!known) throw new DomainError("not_found");
  return { user: publishedUser(known.account, known.membership) };
}
