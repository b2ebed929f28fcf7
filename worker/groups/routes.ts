import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { GroupChange, GroupStatus, NewGroup, PublicGroup, publishedGroup } from "#domain/groups";
import { MemberChange } from "#domain/groups/members";
import { can } from "#domain/roles";
import { ListedUser, listed, PublicUser } from "#domain/users";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { shownUser } from "../users/shown-user.ts";
import { addGroup, editGroup, setGroupStatus } from "./commands.ts";
import { changeGroupsOf } from "./groups-of-person.ts";
import { findGroup, listGroups } from "./list.ts";
import { changeMembers } from "./members.ts";

const Shown = z.object({ group: PublicGroup });
const Page = z.object({ items: z.array(PublicGroup), next: z.nullable(z.string()) });
const Query = pageQuery({
  status: z.optional(GroupStatus),
  q: z.optional(z.string().check(z.maxLength(100))),
});

export const groups = new Hono<App>()
  .get("/", may("seeGroups"), query(Query), answers(200, Page), async (c) => {
    const { limit, cursor, status = null, q = null } = c.req.valid("query");
    const { schoolId } = c.get("seat");
    const after = cursor?.[1] ?? null;
    return answer(c, await listGroups(c.env, schoolId, { status, q }, limit, after));
  })
  .post("/", may("manageGroups"), body(NewGroup), idempotent, answers(201, Shown), async (c) => {
    const details = c.req.valid("json");
    const id = await once(c, (key) => addGroup({ ...actOf(c), key }, details));
    return answer(c, await shown(c, id));
  })
  .patch(
    "/:id",
    may("manageGroups"),
    body(GroupChange),
    ifMatch,
    answers(200, Shown),
    async (c) => {
      const id = c.req.param("id");
      await editGroup(actOf(c), id, c.req.valid("json"), c.req.valid("header").version);
      return answer(c, await shown(c, id));
    },
  )
  .put("/:id/deactivation", may("manageGroups"), answers(200, Shown), async (c) => {
    await setGroupStatus(actOf(c), c.req.param("id"), "inactive");
    return answer(c, await shown(c, c.req.param("id")));
  })
  .delete("/:id/deactivation", may("manageGroups"), answers(200, Shown), async (c) => {
    await setGroupStatus(actOf(c), c.req.param("id"), "active");
    return answer(c, await shown(c, c.req.param("id")));
  })
  .patch(
    "/:id/members",
    may("changeOwnGroups"),
    body(MemberChange),
    answers(200, Shown),
    async (c) => {
      await changeMembers(actOf(c), c.req.param("id"), c.req.valid("json"));
      return answer(c, await shown(c, c.req.param("id")));
    },
  );

/** The same from the side of a person. */
export const groupsOfUsers = new Hono<App>().patch(
  "/:id/groups",
  may("changeOwnGroups"),
  body(MemberChange),
  answers(200, z.object({ user: z.union([PublicUser, ListedUser]) })),
  async (c) => {
    const id = c.req.param("id");
    await changeGroupsOf(actOf(c), id, c.req.valid("json"));
    const { user } = await shownUser(actOf(c), id);
    const seen = can(c.get("seat").role, "seeWholeUsers") ? user : listed(user);
    if (!seen) throw new DomainError("not_found");
    return answer(c, { user: seen });
  },
);

async function shown(c: AppContext, id: string): Promise<z.infer<typeof Shown>> {
  const found = await findGroup(c.env, c.get("seat").schoolId, id);
  if (!found) throw new DomainError("not_found");
  return { group: publishedGroup(found.group, found) };
}
