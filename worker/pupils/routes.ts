import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { ListedPupil, NewPupil, PublicPupil, PupilChange, PupilStatus } from "#domain/pupils";
import type { PersonAct } from "../act.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { body } from "../http/body.ts";
import { idempotent, once } from "../http/idempotency.ts";
import { ifMatch } from "../http/if-match.ts";
import { may } from "../http/in-school.ts";
import { CursorText, pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { addPupil, editPupil, setPupilStatus } from "./commands.ts";
import { findPupil, listPupils, type PupilFilters } from "./list.ts";
import { shownPupil } from "./rows.ts";

const Shown = z.object({ pupil: PublicPupil });
const Seen = z.union([PublicPupil, ListedPupil]);
const Page = z.object({ items: z.array(Seen), next: z.nullable(z.string()) });

/** All pupils of a school come in parts of so many: a dashboard asks for them when somebody looks. */
const partOfRoster = 2_000;
const Roster = z.object({ items: z.array(PublicPupil), next: z.nullable(z.string()) });
const After = z.strictObject({ cursor: z.optional(CursorText) });

/** What a list of pupils may be asked for. */
export const pupilFilters = {
  status: z.optional(PupilStatus),
  group: z.optional(z.string().check(z.maxLength(100))),
  yearGroup: z.optional(z.string().check(z.maxLength(20))),
  q: z.optional(z.string().check(z.maxLength(100))),
};

export const pupils = new Hono<App>()
  .get("/", may("seePupils"), query(pageQuery(pupilFilters)), answers(200, Page), async (c) => {
    const { limit, cursor, ...asked } = c.req.valid("query");
    const after = cursor?.[1] ?? null;
    return answer(c, await listPupils(actOf(c), filtersOf(asked), limit, after));
  })
  .get("/roster", may("seeAllPupils"), query(After), answers(200, Roster), async (c) => {
    const { cursor } = c.req.valid("query");
    const anyone = filtersOf({});
    const part = await listPupils(actOf(c), anyone, partOfRoster, cursor?.[1] ?? null);
    return answer(c, part as z.infer<typeof Roster>);
  })
  .get("/:id", may("seeAllPupils"), answers(200, Shown), async (c) =>
    answer(c, await shown(actOf(c), c.req.param("id"))),
  )
  .post("/", may("managePupils"), body(NewPupil), idempotent, answers(201, Shown), async (c) => {
    const details = c.req.valid("json");
    const id = await once(c, (key) => addPupil({ ...actOf(c), key }, details));
    return answer(c, await shown(actOf(c), id));
  })
  .patch(
    "/:id",
    may("managePupils"),
    body(PupilChange),
    ifMatch,
    answers(200, Shown),
    async (c) => {
      const id = c.req.param("id");
      await editPupil(actOf(c), id, c.req.valid("json"), c.req.valid("header").version);
      return answer(c, await shown(actOf(c), id));
    },
  )
  .put("/:id/deactivation", may("managePupils"), answers(200, Shown), async (c) => {
    await setPupilStatus(actOf(c), c.req.param("id"), "inactive");
    return answer(c, await shown(actOf(c), c.req.param("id")));
  })
  .delete("/:id/deactivation", may("managePupils"), answers(200, Shown), async (c) => {
    await setPupilStatus(actOf(c), c.req.param("id"), "active");
    return answer(c, await shown(actOf(c), c.req.param("id")));
  });

/** The filters of a query; what is left out is null. */
export function filtersOf(asked: { [F in keyof PupilFilters]?: PupilFilters[F] | undefined }) {
  const { status = null, group = null, yearGroup = null, q = null } = asked;
  return { status, group, yearGroup, q };
}

async function shown({ env, school }: PersonAct, id: string): Promise<z.infer<typeof Shown>> {
  const found = await findPupil(env, school, id);
  if (!found) throw new DomainError("not_found");
  return { pupil: shownPupil(found) };
}
