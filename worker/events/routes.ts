import { Hono } from "hono";
import * as z from "zod/mini";
import { ActivityFilter } from "#domain/activity";
import { DomainError } from "#domain/errors";
import { Event, seenBy } from "#domain/events";
import type { App, AppContext } from "../http/app.ts";
import { slips } from "../http/body.ts";
import { may } from "../http/in-school.ts";
import { gives } from "../http/openapi.ts";
import { pageQuery } from "../http/paging.ts";
import { activityFile, activity as activityOf, past } from "./activity.ts";
import { eventsSince } from "./ledger.ts";

const Since = z.strictObject({
  since: z.string().check(z.regex(/^\d{1,15}$/, "Send the number of the last event you have.")),
});

const EventPage = z.object({
  epoch: z.string(),
  seq: z.number(),
  to: z.number(),
  more: z.boolean(),
  events: z.array(Event),
});

const ActivityPage = z.object({
  items: z.array(Event),
  next: z.nullable(z.string()),
  /** The number of the earliest event that is still kept. */
  keptFrom: z.number(),
});

/** What happened since a number of the history, for whoever has what came before. */
export const events = new Hono<App>().get(
  "/",
  may("seeSchool"),
  gives(200, EventPage),
  async (c) => {
    const query = Since.safeParse(c.req.query());
    if (!query.success)
      throw new DomainError("invalid", {
        fields: { since: "Send the number of the last event you have." },
      });
    const since = Number(query.data.since);
    const { schoolId, role } = c.get("seat");
    const news = await eventsSince(c.env, schoolId, since);
    if (!news) throw new DomainError("not_found");
    if (since < news.horizon) throw new DomainError("pruned");
    c.set("seq", news.seq);
    const to = news.events.at(-1)?.seq ?? news.seq;
    const events = news.events.flatMap((event) => seenBy(role, event) ?? []);
    return c.json({ epoch: news.epoch, seq: news.seq, to, more: to < news.seq, events }, 200);
  },
);

/** The school's audit log [C3]. */
export const activity = new Hono<App>()
  .get("/activity", may("seeActivity"), gives(200, ActivityPage), async (c) => {
    const { limit, after, filters } = pageQuery(c, ActivityFilter.shape);
    const { school, timeZone, horizon } = await here(c);
    const found = await activityOf(c.env, school, filters, timeZone, limit, after);
    return c.json({ ...found, keptFrom: horizon + 1 }, 200);
  })
  .get("/activity.csv", may("seeActivity"), async (c) => {
    const filter = ActivityFilter.safeParse(c.req.query());
    if (!filter.success) throw new DomainError("invalid", { fields: slips(filter.error.issues) });
    const { school, timeZone } = await here(c);
    const headers = {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="activity.csv"',
    };
    return c.body(await activityFile(c.env, school, filter.data, timeZone), 200, headers);
  });

async function here(c: AppContext) {
  const school = c.get("seat").schoolId;
  const found = await past(c.env, school);
  if (!found) throw new DomainError("not_found");
  return { school, ...found };
}
