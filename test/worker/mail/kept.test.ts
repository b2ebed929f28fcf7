import { beforeEach, describe, expect, it } from "vitest";
import type { Event } from "#domain/events";
import { sweep } from "#worker/events/sweep";
import { deliverDue } from "#worker/mail/deliver";
import { look } from "../../links.ts";
import { Deployment, queue } from "../../outbox.ts";
import { bindings, type Cast, cast } from "../../people.ts";

const day = 24 * 3600_000;

let people: Cast;
let post: Deployment;
beforeEach(async () => {
  people = await cast();
  post = new Deployment();
});

describe("mails are kept 90 days, then gone", () => {
  it("to the day, and the row and its story still tell what happened to Joy's", async () => {
    const now = Date.now();
    const joy = await queue(people.priya, {}, now);
    await post.script("failed");
    await deliverDue(post.env, people.oakfield, now);
    const told = async () => [await look(people.tom, joy), await story(joy.id)];
    await sweep(bindings, joy.createdAt + 90 * day);
    const before = await told();
    expect(await mailsOf(people.oakfield)).toBe(1);
    await age(people.oakfield, 90 * day + 1);
    await sweep(bindings, joy.createdAt);
    expect(await mailsOf(people.oakfield)).toBe(0);
    expect(await told()).toEqual(before);
    expect(before[0]).toMatchObject({ status: "expired", delivery: "failed" });
    expect(before[1]).toEqual(["invite.expired", "invite.delivery", "invite.sent"]);
  });

  it("however many there are, a piece at a time, and none of another school's younger ones", async () => {
    await fill(people.oakfield, 1_300, Date.now() - 91 * day);
    await fill(people.fernhill, 20, Date.now() - 89 * day);
    await fill(people.oakfield, 20, Date.now());
    await sweep(bindings, Date.now());
    expect(await mailsOf(people.oakfield)).toBe(20);
    expect(await mailsOf(people.fernhill)).toBe(20);
  });
});

async function story(subject: string): Promise<string[]> {
  const answer = await people.priya.get(`/activity?subject=${subject}`);
  return ((await answer.json()) as { items: Event[] }).items.map(({ kind }) => kind);
}

async function mailsOf(school: string): Promise<number> {
  const found = await bindings.DB.prepare("select count(*) count from mails where school_id = ?")
    .bind(school)
    .first<{ count: number }>();
  return found?.count ?? 0;
}

async function age(school: string, by: number): Promise<void> {
  await bindings.DB.prepare("update mails set created_at = created_at - ? where school_id = ?")
    .bind(by, school)
    .run();
}

async function fill(school: string, count: number, createdAt: number): Promise<void> {
  await bindings.DB.prepare(
    `insert into mails (id, school_id, kind, subject_id, generation, recipient, created_at, status)
     select ?1 || '-' || value, ?2, 'reset', ?1 || '-' || value, 1, 'a@oakfield.example', ?3, 'sent'
     from (with recursive n(value) as (select 1 union all select value + 1 from n where value < ?4) select value from n)`,
  )
    .bind(crypto.randomUUID(), school, createdAt, count)
    .run();
}
