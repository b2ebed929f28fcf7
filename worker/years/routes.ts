import { desc, eq } from "drizzle-orm";
import { Hono } from "hono";
import * as z from "zod/mini";
import { open } from "#db/client";
import { schools, yearRolls } from "#db/schema";
import { iso } from "#domain/time";
import {
  GroupsAtRollOver,
  isAnnounced,
  PublicYearRoll,
  publishedYearRoll,
  rollsAt,
} from "#domain/years";
import type { Env } from "../env.ts";
import { actOf } from "../http/act.ts";
import { answer, answers } from "../http/answers.ts";
import type { App } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { planOf } from "./plan.ts";
import { rollRows } from "./rows.ts";
import { unroll } from "./unroll.ts";

const Coming = z.object({
  day: z.string(),
  at: z.string(),
  groups: GroupsAtRollOver,
  /** What it will do, once it is announced. */
  effect: z.nullable(z.object({ lastYear: z.string(), moves: z.number(), leaves: z.number() })),
});
const Years = z.object({ next: z.nullable(Coming), latest: z.nullable(PublicYearRoll) });

/** When the year rolls over next and what that will do, and what it did the last time [S6]. */
export const years = new Hono<App>()
  .get("/", may("seeAllPupils"), answers(200, Years), async (c) => {
    const { schoolId } = c.get("seat");
    const next = await comingOf(c.env, schoolId, c.get("now"));
    const [latest] = await rollRows(open(c.env.DB))
      .where(eq(yearRolls.schoolId, schoolId))
      .orderBy(desc(yearRolls.day))
      .limit(1);
    return answer(c, {
      next,
      latest: latest ? publishedYearRoll(latest.roll) : null,
    });
  })
  .put(
    "/:id/reversal",
    may("rollYear"),
    answers(200, z.object({ yearRoll: PublicYearRoll })),
    async (c) => {
      const yearRoll = publishedYearRoll(await unroll(actOf(c), c.req.param("id")));
      return answer(c, { yearRoll });
    },
  );

/** The next roll-over; nobody is counted for it before it is announced. */
async function comingOf(
  env: Env,
  school: string,
  now: number,
): Promise<z.infer<typeof Coming> | null> {
  const [row] = await open(env.DB).select().from(schools).where(eq(schools.id, school));
  if (!row?.rollDay) return null;
  const at = rollsAt(row.rollDay, row.timeZone);
  const plan = isAnnounced(at, now) ? await planOf(env, school) : null;
  const effect = plan && { lastYear: plan.lastYear, moves: plan.moves, leaves: plan.leaves };
  return { day: row.rollDay, at: iso(at), groups: row.groupsAtRollOver, effect };
}
