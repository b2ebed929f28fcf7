import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { users } from "#db/schema";
import type { MailFate } from "#domain/emails/mails";
import { empty } from "#worker/accounts/limits";
import { mailResets } from "#worker/accounts/resets";
import { settings } from "#worker/env";
import { deliverDue } from "#worker/mail/deliver";
import { historyIsWhole } from "../../history.ts";
import { invite, look } from "../../links.ts";
import { Deployment, queue } from "../../outbox.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";
import { watch } from "../../watching.ts";
import { Teller } from "../../webhooks.ts";

const hour = 3600_000;

let people: Cast;
let post: Deployment;
let teller: Teller;
let later: number;

beforeEach(async () => {
  await empty(bindings, { name: "webhook-keys", limit: 0 });
  people = await cast();
  post = new Deployment();
  teller = new Teller(post);
  later = Date.now() + hour / 2;
});

const fatesOf = async (by: Somebody, about: string) => {
  const answer = await by.get(`/mails?about=${about}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: MailFate[] }).items;
};
const gone = { event: "hard-bounced", status: "550", reason: "5.1.1 no such user" };

describe("the mail about Lena's password", () => {
  it("is told with her account to Tom, and that it bounced at once, with the reason", async () => {
    const { tom, lena } = people;
    expect(await fatesOf(tom, lena.id)).toEqual([]);
    await mailed(lena);
    expect(await fatesOf(tom, lena.id)).toMatchObject([
      { kind: "reset", delivery: "sent", reason: null, holder: null },
    ]);
    const [window, editor] = [await watch(tom), await watch(people.rene)];
    const news = { recipients: [await addressOf(lena)], campaign_id: await campaign() };
    expect(await teller.tell([{ ...news, event: "delivered" }])).toBe(200);
    expect(await fatesOf(tom, lena.id)).toMatchObject([{ delivery: "delivered" }]);
    expect(await teller.tell([{ ...news, ...gone, timestamp: 2_000 }])).toBe(200);
    await window.until(({ events }) => events.some(({ kind }) => kind === "user.delivery"));
    expect(window.events.at(-1)).toMatchObject({
      kind: "user.delivery",
      actor: null,
      changes: { delivery: [null, "bounced"] },
      user: { id: lena.id },
    });
    expect(await fatesOf(tom, lena.id)).toMatchObject([
      { delivery: "bounced", reason: "No such mailbox: check the spelling." },
    ]);
    expect(await teller.tell([{ ...news, ...gone, timestamp: 2_000 }])).toBe(200);
    await historyIsWhole(tom);
    const { items } = (await (await tom.get("/activity?kind=user.delivery")).json()) as {
      items: unknown[];
    };
    expect(items).toHaveLength(1);
    expect(editor.events).toEqual([]);
  });

  it("is told where the mail service would not take it", async () => {
    const { tom, lena } = people;
    await post.script("failed");
    await mailed(lena);
    expect(await fatesOf(tom, lena.id)).toMatchObject([
      {
        delivery: "failed",
        reason: "The mail service could not send the mail: mailbox does not exist.",
      },
    ]);
    const { items } = (await (await tom.get("/activity?kind=user.delivery")).json()) as {
      items: unknown[];
    };
    expect(items).toHaveLength(1);
  });

  it("is nobody else's business: not Lena's own, nor another school's", async () => {
    const { lena, ngozi } = people;
    await mailed(lena);
    expect((await lena.get(`/mails?about=${lena.id}`)).status).toBe(403);
    expect(await fatesOf(ngozi, lena.id)).toEqual([]);
    expect((await ngozi.ask(`/api/schools/${people.oakfield}/mails?about=${lena.id}`)).status).toBe(
      404,
    );
  });
});

describe("the mail of a recovery", () => {
  it("is told with it, by whose address it is, never which", async () => {
    const { priya, ade } = people;
    await bindings.DB.prepare("update schools set headteacher_email = ? where id = ?")
      .bind("head@oakfield.example", people.oakfield)
      .run();
    const answer = await ade.call("POST", "/recoveries");
    const { recovery } = (await answer.json()) as { recovery: { id: string } };
    await bindings.DB.prepare(
      "update mails set event = 'hard-bounced', event_reason = 'No such mailbox.', status = 'sent', due_at = null where kind = 'recovery' and subject_id = ?",
    )
      .bind(recovery.id)
      .run();
    const fates = await fatesOf(priya, recovery.id);
    expect(fates).toMatchObject([
      { kind: "recovery", holder: "headteacher", delivery: "bounced", reason: "No such mailbox." },
    ]);
    expect(JSON.stringify(fates)).not.toContain("head@");
  });
});

describe("an invite that no mail reached", () => {
  it("gets the right address also when its time is over: a new link, with its own time", async () => {
    const joy = await queue(people.priya, {}, later - 25 * hour, later - 25 * hour);
    await bindings.DB.prepare(
      "update invites set status = 'expired', hard_bounced = 1, delivery = 'bounced' where id = ?",
    )
      .bind(joy.id)
      .run();
    const change = (body: object, by = people.tom) =>
      by.call("PATCH", `/invites/${joy.id}`, body, { "If-Match": '"1"' });
    expect((await change({ role: "viewer" })).status).toBe(409);
    const right = `joy.${crypto.randomUUID().slice(0, 8)}@oakfield.example`;
    expect((await change({ email: right })).status).toBe(200);
    expect(await look(people.tom, joy)).toMatchObject({
      email: right,
      status: "pending",
      hardBounced: false,
      resends: 0,
    });
    const fine = await invite(people.priya);
    await bindings.DB.prepare("update invites set status = 'expired' where id = ?")
      .bind(fine.id)
      .run();
    const seen = await look(people.tom, fine);
    const answer = await people.tom.call(
      "PATCH",
      `/invites/${fine.id}`,
      { email: `other.${right}` },
      { "If-Match": `"${seen.version}"` },
    );
    expect(answer.status).toBe(409);
  });
});

/** A link for somebody's password has left. */
async function mailed({ id, school }: Somebody): Promise<void> {
  const found = settings(bindings);
  if (!found) throw new Error("The tests' bindings are not configured.");
  const runtime = { env: bindings, settings: found, now: later, waitUntil: () => undefined };
  const who = eq(users.id, id);
  await mailResets(runtime, { by: "link", who: sql`${who}`, school: sql`${school}` });
  await deliverDue(post.env, school, later);
}

async function campaign(): Promise<string> {
  return (await post.received())[0]?.mail.campaign_id ?? "";
}

async function addressOf({ id }: Somebody): Promise<string> {
  const found = await bindings.DB.prepare("select email from users where id = ?")
    .bind(id)
    .first<{ email: string }>();
  return found?.email ?? "";
}
