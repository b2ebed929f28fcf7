import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { carriedOn, packed, packedOrNull } from "#db/rows";
import { invites, mails } from "#db/schema";
import type { MailNews } from "#domain/invites";
import type { Env } from "../../env.ts";
import { commit, type Step } from "../../events/commit.ts";
import type { Committed } from "../../events/committed.ts";
import { settle } from "../../events/settle.ts";
import { replace } from "../../invites/writes.ts";
import { deliveries, misfortuneOf } from "../fates.ts";
import { heardBy } from "../heard.ts";
import { senderOf } from "../sender.ts";
import { isStronger, type Told, toldBy, type WebhookEvent } from "./events.ts";

/** Mails whose news go in one command. */
const portion = 20;
/** Rounds of reading and writing until everything is noted. */
const mostRounds = 10;

type Mail = typeof mails.$inferSelect;

/**
 * Notes what the mail service tells of mails, on the mails and on the invites whose latest link they carry, and yields the
 * events of it. However often, in whatever order and beside whatever else it comes, the strongest event holds. What is about
 * nobody's mail is passed over. Refuses with `busy` when others kept writing, so that it comes again.
 */
export async function* takeIn(
  env: Env,
  events: readonly WebhookEvent[],
  now: number,
): AsyncGenerator<Committed> {
  const sender = senderOf(env)?.email ?? "us";
  const told = events.flatMap((event) => toldBy(event, sender) ?? []);
  const news = strongest(told, await mailsOf(env, told));
  const bySchool = Map.groupBy(news.values(), ({ mail }) => mail.schoolId);
  for (const [school, all] of bySchool)
    for (let from = 0; from < all.length; from += portion)
      yield* await note(env, school, all.slice(from, from + portion), now);
}

interface News {
  mail: Mail;
  told: Told;
}

/** Of each mail what is told most strongly, by its id. */
function strongest(all: readonly Told[], found: readonly Mail[]): Map<string, News> {
  const byId = new Map(found.map((mail) => [mail.id, mail]));
  const byRequest = Map.groupBy(found, (mail) => mail.requestId);
  const news = new Map<string, News>();
  for (const told of all) {
    const named = told.mailId === null ? undefined : byId.get(told.mailId);
    const mail = named ?? byRequest.get(told.requestId)?.find(isTo(told));
    if (!mail || (named && told.recipients.length > 0 && !isTo(told)(mail))) continue;
    const known = news.get(mail.id)?.told;
    if (!known || isStronger(told, { event: known.event, eventAt: known.at }))
      news.set(mail.id, { mail, told });
  }
  return news;
}

function isTo({ recipients }: Told): (mail: Mail) => boolean {
  return ({ recipient }) => recipients.includes(recipient);
}

/** The mails that may be meant, the latest first. */
async function mailsOf(env: Env, told: readonly Told[]): Promise<Mail[]> {
  const oneOf = (values: (string | null)[]) =>
    sql`(select value from json_each(${JSON.stringify(values.filter((value) => value !== null))}))`;
  const ids = oneOf(told.map(({ mailId }) => mailId));
  const requests = oneOf(told.map(({ requestId }) => requestId));
  return open(env.DB)
    .select()
    .from(mails)
    .where(or(sql`${mails.id} in ${ids}`, sql`${mails.requestId} in ${requests}`))
    .orderBy(sql`${mails.createdAt} desc, ${mails.generation} desc`);
}

async function note(
  env: Env,
  school: string,
  all: readonly News[],
  now: number,
): Promise<Committed[]> {
  const db = open(env.DB);
  const clock = { env, school, actor: "clock" as const, now };
  const made: Committed[] = [];
  const told = new Map(all.map((news) => [news.mail.id, news.told]));
  return settle(
    clock,
    async () => {
      const rows = await db
        .select({ mail: packed(mails), invite: packedOrNull(invites) })
        .from(mails)
        .leftJoin(
          invites,
          and(inArray(mails.kind, ["invite", "reminder"]), eq(invites.id, mails.subjectId)),
        )
        .where(inArray(mails.id, [...told.keys()]));
      const steps: Step[] = [];
      const quiet: ReturnType<typeof noted>[] = [];
      for (const { mail, invite } of rows) {
        const news = told.get(mail.id);
        if (!news || !isStronger(news, mail)) continue;
        const heard = invite && heardBy(invite, mail, newsOf(news), now);
        const misfortune = misfortuneOf(mail, deliveries[news.event]);
        if (misfortune) steps.push({ change: [noted(db, mail, news, now)], fact: misfortune });
        else if (!heard) quiet.push(noted(db, mail, news, now));
        else
          steps.push({
            change: [
              replace(db, invite, heard.next, isStill(mail)),
              noted(db, mail, news, now, carriedOn),
            ],
            fact: heard.fact,
          });
      }
      const [first, ...others] = quiet;
      if (first) await db.batch([first, ...others]);
      const committed = steps.length > 0 && (await commit(clock, { steps }));
      if (committed) made.push(committed);
      // What is written is looked at once more: of a command some steps may have met somebody else's write.
      return quiet.length + steps.length === 0 ? made : null;
    },
    mostRounds,
  );
}

/** A mail of which is told anything has left, whatever we thought became of it. */
function noted(db: Db, mail: Mail, { event, reason, at }: Told, now: number, condition?: SQL) {
  return db
    .update(mails)
    .set({
      status: "sent",
      dueAt: null,
      sentAt: sql`coalesce(${mails.sentAt}, ${now})`,
      event,
      eventReason: reason,
      eventAt: at,
    })
    .where(and(eq(mails.id, mail.id), condition ?? sql`${mails.event} is ${mail.event}`));
}

function isStill({ id, event, eventAt }: Mail): SQL {
  return sql`exists (select 1 from ${mails} where ${mails.id} = ${id}
    and ${mails.event} is ${event} and ${mails.eventAt} is ${eventAt})`;
}

function newsOf({ event, reason }: Told): MailNews {
  return {
    delivery: deliveries[event],
    deliveryReason: reason,
    hardBounced: event === "hard-bounced",
  };
}
