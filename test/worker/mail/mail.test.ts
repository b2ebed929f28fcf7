import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { invites } from "#db/schema";
import type { Invite } from "#domain/invites";
import { settings } from "#worker/env";
import { nextDue } from "#worker/events/due";
import { eventsSince } from "#worker/events/ledger";
import { signLink } from "#worker/links";
import { type Claimed, lapseClaims, lease } from "#worker/mail/claims";
import { deliverDue } from "#worker/mail/deliver";
import { claim } from "#worker/mail/outbox";
import type { Outcome } from "#worker/mail/outcome";
import { record } from "#worker/mail/record";
import { historyIsWhole } from "../../history.ts";
import { filledIn, look, submit, tokenOf } from "../../links.ts";
import { Deployment, linksIn, queue, recipients, rowFor, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast } from "../../people.ts";

const [second, minute, hour] = [1000, 60_000, 3600_000];

let people: Cast;
let post: Deployment;
/** When the queued mails fall due: later than anything the Worker itself would send meanwhile. */
let later: number;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  later = Date.now() + hour;
});

/** Records what a try came to. */
function told(mail: Claimed, outcome: Outcome, now: number, invite: Invite | null = null) {
  return record(post.env, [{ mail, outcome, invite }], now);
}

describe("a mail that leaves", () => {
  it("holds the link that lets Joy in, in plain text first", async () => {
    const invite = await queue(people.priya, { email: "Joy.Okafor@Oakfield.example" }, later);
    await deliverDue(post.env, people.oakfield, later);
    const [{ key, mail }] = (await post.received()) as [
      Awaited<ReturnType<typeof post.received>>[0],
    ];
    expect(key).toBe("key-of-the-tests");
    expect(mail).toMatchObject({
      from: { email: "post@staffroom.test", name: "Staffroom" },
      reply_to: { name: "Priya Shah" },
      subject: "Priya Shah invited you to Oakfield High on Staffroom",
      personalizations: [{ to: [{ email: "Joy.Okafor@Oakfield.example" }] }],
      transactional: true,
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    });
    expect(mail.content.map((part) => part.type)).toEqual(["text/plain", "text/html"]);
    const [link, ...others] = linksIn(textOf(mail));
    expect(others).toEqual([]);
    expect((await ask(new URL(link ?? "").pathname)).status).toBe(200);
    expect((await submit(tokenOf(invite), filledIn())).status).toBe(303);
  });

  it("is told to everybody watching, in a history without gaps", async () => {
    const invite = await queue(people.priya, {}, later);
    const told = await deliverDue(post.env, people.oakfield, later);
    expect(told.flatMap(({ events }) => events)).toMatchObject([
      { kind: "invite.delivery", actor: null, invite: { id: invite.id, delivery: "sent" } },
    ]);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "sent",
      deliveryReason: null,
    });
    expect(await rowFor(invite)).toMatchObject({
      status: "sent",
      dueAt: null,
      sentAt: later,
      attempts: 1,
      messageId: expect.stringContaining("@"),
    });
    await historyIsWhole(people.tom);
  });

  it("leaves once, however many send at once", async () => {
    const invited = await Promise.all(
      Array.from({ length: 15 }, () => queue(people.ade, {}, later)),
    );
    await Promise.all([1, 2, 3].map(() => deliverDue(post.env, people.oakfield, later)));
    await deliverDue(post.env, people.oakfield, later + 3 * minute);
    expect(recipients(await post.received())).toEqual(invited.map(({ email }) => email).sort());
    await historyIsWhole(people.tom);
  });

  it("is none of another school's business", async () => {
    await queue(people.priya, {}, later);
    expect(await deliverDue(post.env, people.fernhill, later)).toEqual([]);
    expect(await post.received()).toEqual([]);
  });

  it("leaves no link behind in any table, whatever became of it", async () => {
    const invited = [];
    for (const answer of ["sent", "failed", "bad", "limited", "reset"] as const) {
      await post.script(answer);
      invited.push(await queue(people.priya, {}, later));
      await deliverDue(post.env, people.oakfield, later);
    }
    const everything = await dump();
    const keys = settings(post.env)?.linkKeys;
    for (const invite of invited) {
      expect(everything).toContain(invite.id);
      const token = keys && signLink(keys, "accept", invite.id, 1);
      expect(everything).not.toContain(token?.split(".")[3]);
    }
    expect(everything).not.toContain("/accept/");
  });
});

describe("a mail that the provider will not take", () => {
  it.each([
    ["failed", "The mail service could not send the mail: mailbox does not exist."],
    ["bad", "The mail service would not take the mail: personalizations.0.to.0.email is invalid."],
    ["too large", "The mail service found the mail too large."],
  ] as const)("has failed, and Tom sees why: %s", async (answer, reason) => {
    await post.script(answer);
    const invite = await queue(people.priya, {}, later);
    await deliverDue(post.env, people.oakfield, later);
    await deliverDue(post.env, people.oakfield, later + hour);
    expect(await look(people.tom, invite)).toMatchObject({
      status: "pending",
      delivery: "failed",
      deliveryReason: reason,
    });
    expect(await post.received()).toHaveLength(1);
  });

  it.each(["limited", "broken", "gateway"] as const)(
    "is tried again later and later, eight times: %s",
    async (answer) => {
      await post.script(answer);
      const invite = await queue(people.priya, {}, later);
      let now = later;
      for (let n = 0; n < 7; n++) {
        await deliverDue(post.env, people.oakfield, now);
        const { status, dueAt } = await rowFor(invite);
        const pause = Math.min(2 ** n * 15 * second, 30 * minute);
        expect(status).toBe("queued");
        expect((dueAt ?? 0) - now).toBeGreaterThanOrEqual(pause * 0.8);
        expect((dueAt ?? 0) - now).toBeLessThanOrEqual(pause * 1.2);
        await deliverDue(post.env, people.oakfield, (dueAt ?? 0) - 1);
        now = dueAt ?? 0;
      }
      expect(await look(people.tom, invite)).toMatchObject({
        delivery: "queued",
        deliveryReason: "The mail service is busy. We keep trying.",
      });
      await deliverDue(post.env, people.oakfield, now);
      expect(await look(people.tom, invite)).toMatchObject({
        delivery: "failed",
        deliveryReason: expect.stringContaining("Resend it later"),
      });
      expect(await rowFor(invite)).toMatchObject({ status: "failed", dueAt: null, attempts: 8 });
      expect(await post.received()).toHaveLength(8);
      await historyIsWhole(people.tom);
    },
  );

  it("is given up six hours after it was written, however seldom it was tried", async () => {
    await post.script("limited");
    const invite = await queue(people.priya, {}, later);
    await deliverDue(post.env, people.oakfield, later + 6 * hour);
    expect(await rowFor(invite)).toMatchObject({ status: "failed" });
  });

  it("gets through once the provider can take it, and the row no longer complains", async () => {
    await post.script("limited", "broken", "sent");
    const invite = await queue(people.priya, {}, later);
    for (const wait of [0, minute, 3 * minute])
      await deliverDue(post.env, people.oakfield, later + wait);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "sent",
      deliveryReason: null,
    });
  });
});

describe("a provider that is down", () => {
  it.each(["limited", "broken", "reset"] as const)(
    "is asked with one mail at a time until it is back: %s",
    async (answer) => {
      await post.script(answer);
      const invited = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map(() => queue(people.priya, {}, later)),
      );
      await deliverDue(post.env, people.oakfield, later);
      expect(await post.received()).toHaveLength(1);
      const waiting = (await Promise.all(invited.map(rowFor))).filter((row) => row.attempts === 0);
      expect(waiting.map(({ status, dueAt }) => ({ status, dueAt }))).toEqual(
        Array(7).fill({ status: "queued", dueAt: later + 15 * second }),
      );
      await post.script("sent");
      await deliverDue(post.env, people.oakfield, later + 2 * minute);
      expect(await post.received()).toHaveLength(9);
      for (const invite of invited) expect(await rowFor(invite)).toMatchObject({ status: "sent" });
    },
  );
});

describe("a provider that refuses us", () => {
  it("is asked once, and every waiting row says why", async () => {
    await post.script("forbidden");
    const invited = await Promise.all([1, 2, 3].map(() => queue(people.priya, {}, later)));
    await deliverDue(post.env, people.oakfield, later);
    expect(await post.received()).toHaveLength(1);
    for (const invite of invited) {
      expect(await look(people.tom, invite)).toMatchObject({
        delivery: "queued",
        deliveryReason: expect.stringMatching(/refuses mail.*domain lockdown/),
      });
      expect(await rowFor(invite)).toMatchObject({
        status: "queued",
        attempts: 0,
        dueAt: later + 10 * minute,
      });
    }
  });

  it("is asked again after ten minutes, and burns no tries meanwhile", async () => {
    await post.script("forbidden");
    const invite = await queue(people.priya, {}, later);
    for (let n = 0; n < 12; n++)
      await deliverDue(post.env, people.oakfield, later + n * 10 * minute);
    expect(await post.received()).toHaveLength(12);
    const seen = await look(people.tom, invite);
    await post.script("sent");
    await deliverDue(post.env, people.oakfield, later + 2 * hour);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "sent",
      deliveryReason: null,
      version: seen.version + 1,
    });
  });

  it("does not exist where there is no key: mail waits, says why, and wakes nobody every instant", async () => {
    const invite = await queue(people.priya, {}, later);
    const env = { ...post.env, MAILCHANNELS_API_KEY: undefined };
    await deliverDue(env, people.oakfield, later);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "queued",
      deliveryReason: expect.stringContaining("not set up to send mail"),
    });
    expect(await nextDue(env, people.oakfield)).toBe(later + 10 * minute);
    await deliverDue(post.env, people.oakfield, later + 10 * minute);
    expect(recipients(await post.received())).toEqual([invite.email]);
  });
});

describe("a try whose outcome nobody knows", () => {
  it.each(["reset", "cut"] as const)(
    "is followed by others with the same link, each after twice as long, for as long as that link lives: %s",
    async (answer) => {
      await post.script(answer);
      const invite = await queue(people.priya, {}, later);
      const { createdAt } = await rowFor(invite);
      const tries: number[] = [];
      for (let due = await nextDue(post.env, people.oakfield); (await rowFor(invite)).dueAt; ) {
        await deliverDue(post.env, people.oakfield, (due ?? 0) - 1);
        expect(await post.received()).toHaveLength(tries.length);
        tries.push(due ?? 0);
        await deliverDue(post.env, people.oakfield, due ?? 0);
        due = (await rowFor(invite)).dueAt;
        expect(await look(people.tom, invite)).toMatchObject({
          resends: 0,
          delivery: due ? "queued" : "failed",
          deliveryReason: expect.stringMatching(due ? /keep trying/ : /nobody knows/),
        });
      }
      const received = await post.received();
      expect(new Set(received.flatMap(({ mail }) => linksIn(textOf(mail)))).size).toBe(1);
      expect(received).toHaveLength(tries.length);
      const pauses = tries.slice(1).map((at, i) => (at - (tries[i] ?? 0)) / minute);
      expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512]);
      expect((tries.at(-1) ?? 0) + 1024 * minute).toBeGreaterThan(createdAt + 24 * hour);
    },
  );

  it("is no reason to lose a mail: Joy's leaves when the mail service is back after hours", async () => {
    await post.script("reset");
    const joy = await queue(people.priya, {}, later);
    for (let due: number | null = later; due && due < later + 6 * hour; ) {
      await deliverDue(post.env, people.oakfield, due);
      due = (await rowFor(joy)).dueAt;
    }
    await post.script("limited", "sent");
    await deliverDue(post.env, people.oakfield, (await rowFor(joy)).dueAt ?? 0);
    await deliverDue(post.env, people.oakfield, (await rowFor(joy)).dueAt ?? 0);
    expect(await rowFor(joy)).toMatchObject({ status: "sent", dueAt: null });
  });

  it("is what a provider that never answers leaves behind", { timeout: 30_000 }, async () => {
    await post.script("hang", "sent");
    const invite = await queue(people.priya, {}, later);
    await deliverDue(post.env, people.oakfield, later);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "queued",
      deliveryReason: expect.stringContaining("did not answer"),
    });
    await deliverDue(post.env, people.oakfield, later + 2 * minute);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "sent",
      deliveryReason: null,
    });
  });

  it("is what a Worker leaves behind that dies between claiming and recording", async () => {
    const invite = await queue(people.priya, {}, later);
    expect(await claim(post.env, people.oakfield, later, 6)).toHaveLength(1);
    await deliverDue(post.env, people.oakfield, later + lease - 1);
    expect(await post.received()).toEqual([]);
    await deliverDue(post.env, people.oakfield, later + lease);
    expect(await post.received()).toHaveLength(1);
    expect(await rowFor(invite)).toMatchObject({ status: "sent", doubts: 1 });
  });

  it("waits for nobody's lease once the process that held it is known to be gone", async () => {
    const invite = await queue(people.priya, {}, later);
    const [held] = await claim(post.env, people.oakfield, later, 6);
    const gone = later + second;
    await bindings.DB.prepare(lapseClaims).bind(gone).run();
    await deliverDue(post.env, people.oakfield, gone);
    expect(await post.received()).toHaveLength(1);
    expect(await rowFor(invite)).toMatchObject({ status: "sent", doubts: 1, dueAt: null });
    // Whoever was only thought to be gone changes nothing any more.
    if (held) await told(held, { kind: "failed", reason: "late" }, gone);
    expect(await rowFor(invite)).toMatchObject({ status: "sent" });
    await bindings.DB.prepare(lapseClaims).bind(gone).run();
    await deliverDue(post.env, people.oakfield, gone + hour);
    expect(await post.received()).toHaveLength(1);
  });

  it("is waited for twice as long when the Worker dies again, and then the mail leaves", async () => {
    const invite = await queue(people.priya, {}, later);
    await claim(post.env, people.oakfield, later, 6);
    await claim(post.env, people.oakfield, later + lease, 6);
    await deliverDue(post.env, people.oakfield, later + 3 * lease - 1);
    expect(await post.received()).toEqual([]);
    await deliverDue(post.env, people.oakfield, later + 3 * lease);
    expect(await post.received()).toHaveLength(1);
    expect(await rowFor(invite)).toMatchObject({ status: "sent", doubts: 2 });
  });

  it("is not recorded by a straggler whose mail somebody else has claimed", async () => {
    const invite = await queue(people.priya, {}, later);
    const [stale] = await claim(post.env, people.oakfield, later, 6);
    await claim(post.env, people.oakfield, later + lease, 6);
    if (!stale) throw new Error("Nothing was claimed.");
    const late = await told(stale, { kind: "failed", reason: "Too late." }, later + lease);
    expect(late).toEqual([]);
    expect(await rowFor(invite)).toMatchObject({ status: "sending", attempts: 2 });
    expect(await look(people.tom, invite)).toMatchObject({ delivery: "queued" });
  });
});

describe("a mail whose link is dead", () => {
  it("never leaves: withdrawn, accepted, expired, replaced", async () => {
    const withdrawn = await queue(people.priya, {}, later);
    const accepted = await queue(people.priya, {}, later);
    const replaced = await queue(people.priya, {}, later);
    const expired = await queue(people.priya, {}, later);
    expect((await people.tom.call("PUT", `/invites/${withdrawn.id}/revocation`)).status).toBe(200);
    expect((await submit(tokenOf(accepted), filledIn())).status).toBe(303);
    expect((await people.tom.call("POST", `/invites/${replaced.id}/resends`)).status).toBe(201);
    await open(bindings.DB)
      .update(invites)
      .set({ expiresAt: later })
      .where(eq(invites.id, expired.id));
    await deliverDue(post.env, people.oakfield, later);
    const sent = JSON.stringify(await post.received());
    for (const invite of [withdrawn, accepted, replaced, expired]) {
      expect(await rowFor(invite)).toMatchObject({
        generation: 1,
        status: "cancelled",
        dueAt: null,
      });
      expect(sent).not.toContain(tokenOf(invite));
    }
  });

  it("leaves after all when Ade takes the withdrawal back in time", async () => {
    const invite = await queue(people.priya, {}, Date.now() + 100);
    await people.tom.call("PUT", `/invites/${invite.id}/revocation`);
    await deliverDue(post.env, people.oakfield, Date.now() + 200);
    expect((await people.ade.call("DELETE", `/invites/${invite.id}/revocation`)).status).toBe(200);
    await deliverDue(post.env, people.oakfield, Date.now() + 20 * second);
    expect(recipients(await post.received())).toEqual([invite.email]);
  });

  it("is told as sent when the link died while the mail was on its way", async () => {
    const invite = await queue(people.priya, {}, later);
    const [mail] = await claim(post.env, people.oakfield, later, 6);
    await people.tom.call("PUT", `/invites/${invite.id}/revocation`);
    // As the invite was when the mail was written: the withdrawal is seen when that no longer holds.
    const sent = { kind: "sent", messageId: "m1", requestId: null } as const;
    const news = mail ? await told(mail, sent, later, invite) : [];
    expect(news.flatMap(({ events }) => events)).toMatchObject([
      { kind: "invite.delivery", invite: { status: "revoked", delivery: "sent" } },
    ]);
    expect(await rowFor(invite)).toMatchObject({ status: "sent", messageId: "m1" });
  });

  it("says nothing about the newer link when its own news comes late", async () => {
    const invite = await queue(people.priya, {}, later);
    const [mail] = await claim(post.env, people.oakfield, later, 6);
    await people.tom.call("POST", `/invites/${invite.id}/resends`);
    const seen = await eventsSince(bindings, people.oakfield, 0);
    expect(
      mail && (await told(mail, { kind: "failed", reason: "No such mailbox." }, later)),
    ).toEqual([]);
    expect(await rowFor(invite)).toMatchObject({ status: "failed" });
    expect((await look(people.tom, invite)).delivery).not.toBe("failed");
    expect(
      (await eventsSince(bindings, people.oakfield, seen?.seq ?? 0))?.events.map(
        ({ changes }) => changes?.delivery?.[1],
      ),
    ).not.toContain("failed");
  });
});

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const { results } = await bindings.DB.prepare(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'",
  ).all<{ name: string }>();
  const rows = await Promise.all(
    results.map(({ name }) => open(bindings.DB).all(sql`select * from ${sql.identifier(name)}`)),
  );
  return JSON.stringify(rows);
}
