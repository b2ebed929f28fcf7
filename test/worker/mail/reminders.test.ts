import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { type MailKind, mails } from "#db/schema";
import type { Event } from "#domain/events";
import { nextDue, runDue, runSlowDue } from "#worker/events/due";
import { eventsSince } from "#worker/events/ledger";
import { historyIsWhole } from "../../history.ts";
import { filledIn, look, submit, tokenOf } from "../../links.ts";
import { Deployment, linksIn, queue, recipients, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast } from "../../people.ts";

const hour = 3600_000;
/** A day to come, so that sessions and links of the tests are of no age then. */
const monday = nextMonday();
const at = (day: number, time: string) => monday + (day - 1) * 24 * hour + timeOf(time);

/** Where a school may be, and how far its clocks are ahead of UTC's in January. */
const places = [
  { timeZone: "Europe/London", ahead: 0 },
  { timeZone: "Pacific/Auckland", ahead: 13 * hour },
];

let people: Cast;
let post: Deployment;

beforeEach(async () => {
  people = await cast(at(1, "07:00") - 24 * hour);
  post = new Deployment();
});

describe("a reminder", () => {
  it("comes to Joy once, with four hours left, with the same link, and the row and its story say so", async () => {
    const joy = await invited(at(1, "14:00"));
    await passTo(at(2, "10:00") - 1);
    expect(await received()).toHaveLength(1);
    await passTo(at(2, "13:59"));
    const [first, second, ...others] = await received();
    expect(others).toEqual([]);
    expect(second?.subject).toBe("Reminder: Priya Shah invited you to Oakfield High on Staffroom");
    expect(linksIn(textOf(second as never))).toEqual(linksIn(textOf(first as never)));
    const seen = await look(people.tom, joy);
    expect(seen).toMatchObject({
      status: "pending",
      resends: 0,
      delivery: "sent",
      remindedAt: new Date(at(2, "10:00")).toISOString(),
    });
    expect(await story()).toEqual(["invite.sent", "invite.delivery", "invite.reminded"]);
    expect((await ask(`/accept/${tokenOf(joy)}`)).status).toBe(200);
    await historyIsWhole(people.tom);
  });

  it("leaves once, however many clocks strike", async () => {
    await invited(at(1, "14:00"));
    await passTo(at(2, "09:59"));
    await Promise.all([1, 2, 3].map(() => passTo(at(2, "10:00"))));
    await Promise.all([1, 2, 3].map(() => strike(at(2, "10:01"))));
    expect(await received()).toHaveLength(2);
    await historyIsWhole(people.tom);
  });

  it.each(places)(
    "waits for the morning, or comes the evening before, but never at night: $timeZone",
    async ({ timeZone, ahead }) => {
      expect((await people.tom.call("PATCH", "", { timeZone })).status).toBe(200);
      const there = (day: number, time: string) => at(day, time) - ahead;
      const [early, late] = [await invited(there(1, "07:10")), await invited(there(1, "09:30"))];
      await passTo(there(1, "18:59"));
      expect(await received()).toHaveLength(2);
      await passTo(there(2, "06:59"));
      expect((await received()).slice(2).map(to)).toEqual([early.email]);
      await passTo(there(2, "07:00"));
      expect((await received()).slice(3).map(to)).toEqual([late.email]);
    },
  );

  it("goes to nobody who has opened, accepted, or was withdrawn, and to nobody whom the mail before has not reached", async () => {
    const sentAt = at(1, "14:00");
    const [opened, accepted, withdrawn] = await Promise.all([1, 2, 3].map(() => invited(sentAt)));
    await post.script("failed");
    await invited(sentAt);
    await post.script("sent");
    await ask(`/accept/${tokenOf(opened as never)}/opening`, {
      method: "POST",
      headers: { Origin: "null" },
    });
    expect((await submit(tokenOf(accepted as never), filledIn())).status).toBe(303);
    await people.tom.call("PUT", `/invites/${withdrawn?.id}/revocation`);
    const before = (await received()).length;
    await passTo(at(2, "13:59"));
    expect(
      (await received()).slice(before).filter(({ subject }) => /^Reminder/.test(subject)),
    ).toEqual([]);
  });

  it("is looked at once more as it leaves: whoever has opened the link just then gets none", async () => {
    const joy = await invited(at(1, "14:00"));
    for await (const _ of runDue(post.env, people.oakfield, at(2, "10:00")));
    await ask(`/accept/${tokenOf(joy)}/opening`, { method: "POST", headers: { Origin: "null" } });
    for await (const _ of runSlowDue(post.env, people.oakfield, at(2, "10:00")));
    expect(await received()).toHaveLength(1);
    expect((await look(people.tom, joy)).remindedAt).toBeNull();
  });

  it("is none where Tom has turned reminders off, and is one again where he turns them on", async () => {
    expect((await people.tom.call("PATCH", "", { reminders: false })).status).toBe(200);
    await invited(at(1, "14:00"));
    await passTo(at(2, "13:59"));
    expect(await received()).toHaveLength(1);
    await people.tom.call("PATCH", "", { reminders: true });
    await invited(at(3, "14:00"));
    await passTo(at(4, "13:59"));
    expect((await received()).map(({ subject }) => /^Reminder/.test(subject))).toEqual([
      false,
      false,
      true,
    ]);
    const { items } = (await (await people.priya.get("/activity?kind=school.changed")).json()) as {
      items: Event[];
    };
    expect(items.map(({ changes }) => changes)).toEqual([
      { reminders: [false, true] },
      { reminders: [true, false] },
    ]);
  });

  it.each(places)(
    "does not leave at night because the mail service was busy by day: $timeZone",
    async ({ timeZone, ahead }) => {
      await people.tom.call("PATCH", "", { timeZone });
      const there = (day: number, time: string) => at(day, time) - ahead;
      const joy = await invited(there(1, "23:50"));
      await passTo(there(2, "19:49"));
      await post.script("limited");
      await passTo(there(2, "20:01"));
      await post.script("sent");
      await passTo(there(2, "23:49"));
      expect((await look(people.tom, joy)).remindedAt).toBeNull();
      expect(await statusOf("reminder", joy)).toBe("cancelled");
    },
  );

  it("does not leave once the link has run out, whichever clock strikes first, and neither does the invite", async () => {
    const joy = await invited(at(1, "14:00"));
    for await (const _ of runDue(post.env, people.oakfield, at(2, "10:00")));
    const never = await queue(people.priya, {}, at(1, "14:00"), at(1, "14:00"));
    for await (const _ of runSlowDue(post.env, people.oakfield, at(2, "14:00")));
    expect(await received()).toHaveLength(1);
    expect(await statusOf("reminder", joy)).toBe("cancelled");
    expect(await statusOf("invite", never)).toBe("cancelled");
  });

  it("is of each link once: a resent one has its own time", async () => {
    const joy = await invited(at(1, "14:00"));
    await passTo(at(2, "10:00"));
    await bindings.DB.prepare(
      "update invites set generation = 2, resends = 1, reminded_at = null, sent_at = ?1, expires_at = ?2, remind_at = ?1, version = version + 1 where id = ?3",
    )
      .bind(at(2, "11:00"), at(3, "11:00"), joy.id)
      .run();
    await passTo(at(3, "06:59"));
    expect(await received()).toHaveLength(2);
    await passTo(at(3, "10:59"));
    const texts = (await received()).map((mail) => linksIn(textOf(mail))[0]);
    expect(texts).toHaveLength(3);
    expect(texts[2]).toContain(tokenOf(joy, 2));
  });

  it("waits while its mailbox has had its mail for the hour, and is counted there itself", async () => {
    const email = `joy.${crypto.randomUUID().slice(0, 8)}@oakfield.example`;
    const joy = await invited(at(1, "14:00"), email);
    await fill(email, 10, at(2, "09:50"));
    await passTo(at(2, "10:49"));
    expect((await look(people.tom, joy)).remindedAt).toBeNull();
    await passTo(at(2, "11:05"));
    expect((await look(people.tom, joy)).remindedAt).not.toBeNull();
    const { share, countsAt } = (await bindings.DB.prepare(
      "select share, counts_at countsAt from mails where kind = 'reminder' and subject_id = ?",
    )
      .bind(joy.id)
      .first()) as { share: string; countsAt: number };
    expect({ share, isCounted: countsAt !== null }).toEqual({ share: "stranger", isCounted: true });
  });

  it("is none of another school's business", async () => {
    await invited(at(1, "14:00"));
    for await (const _ of runDue(post.env, people.fernhill, at(2, "10:00")));
    for await (const _ of runSlowDue(post.env, people.fernhill, at(2, "10:00")));
    expect(await nextDue(post.env, people.fernhill)).toBeNull();
    expect(await received()).toHaveLength(1);
    expect((await people.ngozi.call("PATCH", "", { reminders: false })).status).toBe(200);
    await passTo(at(2, "10:00"));
    expect(await received()).toHaveLength(2);
  });
});

async function invited(sentAt: number, email?: string) {
  const made = await queue(people.priya, email ? { email } : {}, sentAt, sentAt);
  await strike(sentAt);
  return made;
}

/** All that comes due by itself at Oakfield until then, each at its time. */
async function passTo(end: number): Promise<void> {
  for (;;) {
    const due = await nextDue(post.env, people.oakfield);
    if (due === null || due > end) return;
    await strike(due);
  }
}

async function strike(now: number): Promise<void> {
  for await (const _ of runDue(post.env, people.oakfield, now));
  for await (const _ of runSlowDue(post.env, people.oakfield, now));
}

async function received() {
  return (await post.received()).map(({ mail }) => mail);
}

function to(mail: Awaited<ReturnType<typeof received>>[number]): string {
  return recipients([{ mail }])[0] ?? "";
}

async function statusOf(kind: MailKind, { id }: { id: string }) {
  const where = and(eq(mails.kind, kind), eq(mails.subjectId, id));
  const [row] = await open(bindings.DB).select().from(mails).where(where);
  return row?.status;
}

async function story(): Promise<string[]> {
  const news = await eventsSince(bindings, people.oakfield, 0);
  return (news?.events ?? []).map(({ kind }) => kind);
}

/** The mailbox has had so many mails at that moment, of whatever kind. */
async function fill(email: string, count: number, time: number): Promise<void> {
  const one = bindings.DB.prepare(
    `insert into mails (id, school_id, kind, subject_id, generation, recipient, mailbox, share, created_at, counts_at, status, attempts)
     values (?1, ?2, 'address_changed', ?1, 1, ?3, ?3, 'school', ?4, ?4, 'sent', 1)`,
  );
  await bindings.DB.batch(
    Array.from({ length: count }, () =>
      one.bind(crypto.randomUUID(), people.fernhill, email, time),
    ),
  );
}

/** Monday 07:00 of a winter week that is to come, at the latest in two months: there clocks show UTC. */
function nextMonday(): number {
  const january = Date.UTC(new Date().getUTCFullYear() + 1, 0, 10);
  return january - ((new Date(january).getUTCDay() + 6) % 7) * 24 * hour;
}

function timeOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}
