import { randomInt } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod/mini";
import { oneTimePassword } from "#domain/accounts/one-time";
import { DomainError } from "#domain/errors";
import { PublicInvite } from "#domain/invites";
import { can } from "#domain/roles";
import {
  deactivate,
  edit,
  ListedUser,
  listed,
  NewUser,
  PublicUser,
  publishedUser,
  reactivate,
  UserChange,
  UserStatus,
} from "#domain/users";
import { hashPassword } from "../accounts/sessions.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { prefetch, prefetched, prefetchedOrNull } from "../http/prefetch.ts";
import { query, queryOf } from "../http/query.ts";
import { userActs } from "./acts-route.ts";
import { addUser, mayAdd } from "./add.ts";
import { actOnUser } from "./commands.ts";
import { listUsers, pendingInvitesOf, peopleOf, personOf } from "./list.ts";
import { mergers } from "./merge-routes.ts";
import { passwords } from "./password-route.ts";
import { ShownUser, shownUser } from "./shown-user.ts";

const Left = z.object({ user: PublicUser, pendingInvites: z.array(PublicInvite) });
const Added = z.object({ user: PublicUser, oneTimePassword: z.nullable(z.string()) });
const Seen = z.union([PublicUser, ListedUser]);
/** What of the list may be asked for. */
export const userFilters = {
  status: z.optional(UserStatus),
  q: z.optional(z.string().check(z.maxLength(100))),
};

const Wanted = pageQuery(userFilters);

export const users = new Hono<App>()
  .get(
    "/",
    may("seeUsers"),
    query(Wanted),
    prefetch((c, { db, seated }) => {
      const wanted = queryOf(c, Wanted);
      if (!wanted || wanted.q) return null;
      const { limit, cursor, status = null } = wanted;
      const { roles: wholeRoles } = seated("seeWholeUsers");
      const which = { status, limit, after: cursor?.[1] ?? null, wholeRoles };
      return peopleOf(db, { ...seated("seeUsers"), ...which });
    }),
    answers(200, z.object({ items: z.array(Seen), next: z.nullable(z.string()) })),
    async (c) => {
      const { limit, cursor, status: asked = null, q = null } = c.req.valid("query");
      const isWhole = can(c.get("seat").role, "seeWholeUsers");
      const status = isWhole ? asked : "active";
      const { items, next } =
        prefetchedOrNull(c) ??
        (await listUsers(actOf(c), { status, q }, limit, cursor?.[1] ?? null));
      const people = items.map(publishedUser);
      return answer(c, {
        items: isWhole ? people : people.flatMap((user) => listed(user) ?? []),
        next,
      });
    },
  )
  .post("/", may("manageUsers"), body(NewUser), idempotent, answers(201, Added), async (c) => {
    const details = c.req.valid("json");
    let handedOver: string | null = null;
    const id = await once(c, async (key) => {
      const act = { ...actOf(c), key };
      await mayAdd(act, details);
      const made = oneTimePassword((most) => randomInt(most));
      const hash = await hashPassword(made, { lane: "known", line: act.actor.id });
      const added = await addUser(act, details, hash);
      handedOver = made;
      return added;
    });
    // A repeat made nothing: its password is nobody's.
    return answer(c, {
      ...(await shownUser(actOf(c), id)),
      oneTimePassword: handedOver as string | null,
    });
  })
  .get(
    "/:id",
    may("seeUsers"),
    prefetch((c, { db, school }) => personOf(db, school("seeUsers"), c.req.param("id") ?? "")),
    answers(200, z.object({ user: Seen })),
    (c) => {
      const user = prefetched(c);
      const seen = user && (can(c.get("seat").role, "seeWholeUsers") ? user : listed(user));
      if (!seen) throw new DomainError("not_found");
      return answer(c, { user: seen });
    },
  )
  .patch(
    "/:id",
    may("manageUsers"),
    body(UserChange),
    ifMatch,
    answers(200, ShownUser),
    async (c) => {
      const [id, change] = [c.req.param("id"), c.req.valid("json")];
      const { version } = c.req.valid("header");
      const user = await actOnUser(actOf(c), id, (known, actor) => {
        const current = publishedUser(known);
        if (current.version !== version) throw new DomainError("changed", { current });
        return { next: edit(actor, known, change), kind: "user.changed" };
      });
      return answer(c, { user });
    },
  )
  .put("/:id/deactivation", may("manageUsers"), answers(200, Left), async (c) => {
    const id = c.req.param("id");
    const user = await actOnUser(actOf(c), id, (known, actor) => ({
      next: deactivate(actor, known),
      kind: "user.deactivated",
    }));
    return answer(c, {
      user,
      pendingInvites: await pendingInvitesOf(c.env, c.get("seat").schoolId, id),
    });
  })
  .delete("/:id/deactivation", may("manageUsers"), answers(200, ShownUser), async (c) => {
    const id = c.req.param("id");
    const user = await actOnUser(actOf(c), id, (known, actor) => ({
      next: reactivate(actor, known),
      kind: "user.reactivated",
    }));
    return answer(c, { user });
  })
  .route("/acts", userActs)
  .route("/", mergers)
  .route("/", passwords);
