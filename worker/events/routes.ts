import { Hono } from "hono";
import * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import { seenBy } from "#domain/events";
import { ActivityFilter } from "#domain/events/activity";
import { EventShape } from "#domain/events/shape";
import { answer, answers, answersFile } from "../http/answers.ts";
import type { App, AppContext } from "../http/app.ts";
import { may } from "../http/in-school.ts";
import { pageQuery } from "../http/paging.ts";
import { query } from "../http/query.ts";
import { activityFile, activity as activityOf, past } from "./activity.ts";
import { eventsSince } from "./ledger.ts";

const wanted = "Send the number of the last event you have.";
const Since = z.strictObject({
  since: z.pipe(z.string(wanted).check(z.regex(/^\d{1,15}$/, wanted)), z.transform(Number)),
});

const EventPage = z.object({
  epoch: z.string(),
  seq: z.number(),
  to: z.number(),
  more: z.boolean(),
  events: z.array(EventShape),
});

const ActivityPage = z.object({
  items: z.array(EventShape),
  next: z.nullable(z.string()),
  /** The number of the earliest event that is still kept. */
  keptFrom: z.number(),
});

/** What happened since a number of the history, for whoever has what came before. */
export const events = new Hono<App>().get(
  "/",
  may("seeSchool"),
  query(Since),
  answers(200, EventPage),
  async (c) => {
    const { since } = c.req.valid("query");
    const { schoolId, role } = c.get("seat");
    const news = await eventsSince(c.env, schoolId, since);
    if (!news) throw new DomainError("not_found");
    if (since < news.horizon) throw new DomainError("pruned");
    c.set("seq", news.seq);
    const to = news.events.at(-1)?.seq ?? news.seq;
    const events = news.events.flatMap((event) => seenBy(role, event) ?? []);
    return answer(c, { epoch: news.epoch, seq: news.seq, to, more: to < news.seq, events });
  },
);

/** The school's audit log [C3]. */
export const activity = new Hono<App>()
  .get(
    "/activity",
    may("seeActivity"),
    query(pageQuery(ActivityFilter.shape)),
    answers(200, ActivityPage),
    async (c) => {
      const { limit, cursor = null, ...filter } = c.req.valid("query");
      const { school, timeZone, horizon } = await here(c);
      const found = await activityOf(c.env, school, filter, timeZone, limit, cursor);
      return answer(c, { ...found, keptFrom: horizon + 1 });
    },
  )
  .get(
    "/activity.csv",
    may("seeActivity"),
    query(ActivityFilter),
    answersFile("text/csv", "activity.csv"),
    async (c) => {
      const { school, timeZone } = await here(c);
      return answer(c, await activityFile(c.env, school, c.req.valid("query"), timeZone));
    },
  );

async function here(c: AppContext) {
  const school = c.get("seat").schoolId;
  const found = await past(c.env, school);
  if (!found) throw new DomainError("not_found");
  return { school, ...found };
}
