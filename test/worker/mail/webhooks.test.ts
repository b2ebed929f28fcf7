import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Invite } from "#domain/invites";
import { empty } from "#worker/accounts/limits";
import { deliverDue } from "#worker/mail/deliver";
import { campaignOf as campaignName } from "#worker/mail/webhooks/campaign";
import { historyIsWhole } from "../../history.ts";
import { look } from "../../links.ts";
import { Deployment, queue, rowFor } from "../../outbox.ts";
import { ask, bindings, type Cast, cast } from "../../people.ts";
import { watch } from "../../watching.ts";
import { type Happened, Teller } from "../../webhooks.ts";

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
  later = Date.now() + hour;
});

/** An invite whose mail has left, and what MailChannels calls it. */
async function sent(email?: string) {
  const invite = await queue(people.priya, { ...(email && { email }) }, later);
  await deliverDue(post.env, people.oakfield, later);
  return { invite, about: { campaign_id: await campaignOf(invite), recipients: [invite.email] } };
}

async function campaignOf(invite: Invite): Promise<string> {
  const { mail } = (await post.received()).find(({ mail }) =>
    mail.personalizations[0]?.to.some(({ email }) => email === invite.email),
  ) ?? { mail: undefined };
  expect(mail?.campaign_id).toMatch(/^\S{1,48}$/);
  return mail?.campaign_id ?? "";
}

const gone = { event: "hard-bounced", status: "550", reason: "5.1.1 no such user" };

describe("a webhook that MailChannels signed", () => {
  it("shows Tom and Priya at once that Joy's mail was delivered, and bounced, and why", async () => {
    const { invite, about } = await sent("Joy.Okafor@Oakfield.example");
    const [tom, ngozi] = [await watch(people.tom), await watch(people.ngozi)];
    expect(await teller.tell([{ ...about, event: "delivered" }])).toBe(200);
    await tom.until(({ events }) => events.some((event) => event.kind === "invite.delivery"));
    expect(await look(people.priya, invite)).toMatchObject({
      delivery: "delivered",
      deliveryReason: null,
    });
    expect(await teller.tell([{ ...about, ...gone, timestamp: 2_000 }])).toBe(200);
    await tom.until(({ events }) => events.length >= 2);
    expect(tom.events.at(-1)).toMatchObject({
      kind: "invite.delivery",
      actor: null,
      invite: {
        id: invite.id,
        delivery: "bounced",
        deliveryReason: "No such mailbox: check the spelling.",
        hardBounced: true,
      },
    });
    expect(ngozi.events).toEqual([]);
    await historyIsWhole(people.tom);
  });

  it("finds a mail by the request it came in, too, and only among its recipients", async () => {
    const [{ invite }, other] = [await sent(), await sent()];
    const byRequest = { request_id: "r1", recipients: [invite.email.toUpperCase()] };
    expect(await teller.tell([{ ...byRequest, event: "delivered" }])).toBe(200);
    expect((await look(people.tom, invite)).delivery).toBe("delivered");
    expect((await look(people.tom, other.invite)).delivery).toBe("sent");
    const astray = { ...other.about, recipients: ["somebody@else.example"] };
    expect(await teller.tell([{ ...astray, event: "delivered" }])).toBe(200);
    expect((await look(people.tom, other.invite)).delivery).toBe("sent");
  });

  it.each([
    [gone, "bounced", "No such mailbox: check the spelling."],
    [
      { event: "hard-bounced", reason: "550 User unknown" },
      "bounced",
      "No such mailbox: check the spelling.",
    ],
    [{ event: "soft-bounced", status: "4.2.2" }, "bounced", "Their mailbox is full."],
    [
      { event: "soft-bounced", status: "552", reason: "The user is over quota" },
      "bounced",
      "Their mailbox is full.",
    ],
    [
      { event: "hard-bounced", status: "550", reason: "5.7.1 Rejected by policy" },
      "bounced",
      "Their mail server refuses us: ask their IT to allow mail from post@staffroom.test.",
    ],
    [
      { event: "hard-bounced", reason: "451 4.4.4 domain not found" },
      "bounced",
      "No mail is taken at this domain: check what stands behind the @.",
    ],
    [
      { event: "soft-bounced", status: "421", reason: "Try https://mx.example/why?t=abc later." },
      "bounced",
      "Their mail server did not take it: 421 Try (link) later.",
    ],
    [{ event: "dropped", reason: "suppressed" }, "dropped", /no longer writes to this address/],
    [{ event: "complained" }, "complained", /allow mail from post@staffroom\.test/],
  ] as [Omit<Happened, "recipients">, string, string | RegExp][])(
    "says in plain words what became of it: %o",
    async (happened, delivery, reason) => {
      const { invite, about } = await sent();
      await teller.tell([{ ...about, ...happened }]);
      const shown = await look(people.tom, invite);
      expect(shown.delivery).toBe(delivery);
      expect(shown.deliveryReason).toMatch(reason);
    },
  );

  it("is about nobody's mail, a click or a test, and changes nothing", async () => {
    const { invite, about } = await sent();
    const strange = [
      { ...about, event: "test" },
      { ...about, event: "click" },
      { event: "delivered", campaign_id: "newsletter", recipients: [invite.email] },
      { event: "delivered", campaign_id: campaignName(crypto.randomUUID()), request_id: "r9" },
    ];
    expect(await teller.tell(strange)).toBe(200);
    expect(await teller.tell([])).toBe(200);
    expect((await look(people.tom, invite)).delivery).toBe("sent");
  });

  it("tells of an older link nothing that Ann's new link would show", async () => {
    const { invite, about } = await sent();
    expect((await people.tom.call("POST", `/invites/${invite.id}/resends`)).status).toBe(201);
    const { delivery } = await look(people.tom, invite);
    await teller.tell([{ ...about, ...gone }]);
    expect(await look(people.tom, invite)).toMatchObject({ hardBounced: false });
    expect(["queued", "sent"]).toContain(delivery);
    expect(await rowFor(invite)).toMatchObject({ event: "hard-bounced" });
  });

  it("comes before the send is answered, or instead of an answer, and the mail is not sent twice", async () => {
    await post.script("reset");
    const { invite, about } = await sent();
    expect(await rowFor(invite)).toMatchObject({ status: "queued", doubts: 1 });
    await teller.tell([{ ...about, event: "processed" }]);
    expect((await look(people.tom, invite)).delivery).toBe("sent");
    expect(await rowFor(invite)).toMatchObject({ status: "sent", dueAt: null });
    await deliverDue(post.env, people.oakfield, later + hour);
    expect(await post.received()).toHaveLength(1);
  });

  it("tells of forty mails in one body", async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => queue(people.ade, {}, later)));
    await deliverDue(post.env, people.oakfield, later);
    const told = await Promise.all(
      all.map(async (invite) => ({
        campaign_id: await campaignOf(invite),
        recipients: [invite.email],
        event: "delivered",
      })),
    );
    expect(await teller.tell(told)).toBe(200);
    for (const invite of all) expect((await look(people.tom, invite)).delivery).toBe("delivered");
    await historyIsWhole(people.tom);
  });
});

describe("webhooks in whatever order, however often", () => {
  it("come to the same: a mail that has bounced is not delivered after all", async () => {
    const way: Happened[] = [
      { event: "processed", timestamp: 1 },
      { event: "soft-bounced", timestamp: 2, status: "4.2.2" },
      { event: "delivered", timestamp: 3 },
      { ...gone, timestamp: 4 },
    ];
    const orders = fc.shuffledSubarray([...way, ...way], { minLength: 8 });
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 8 }), async (order, split) => {
        const { invite, about } = await sent();
        const told = order.map((one) => ({ ...about, ...one }));
        expect(await teller.tell(told.slice(0, split))).toBe(200);
        expect(await teller.tell(told.slice(split))).toBe(200);
        expect(await look(people.tom, invite)).toMatchObject({
          delivery: "bounced",
          deliveryReason: "No such mailbox: check the spelling.",
          hardBounced: true,
        });
      }),
      { numRuns: 12 },
    );
    await historyIsWhole(people.tom);
  });

  it("are one event when the same comes five times at once", async () => {
    const { invite, about } = await sent();
    const request = await teller.signed([{ ...about, event: "delivered" }]);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => teller.send(request)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { version } = await look(people.tom, invite);
    expect((await teller.send(request)).status).toBe(200);
    expect((await look(people.tom, invite)).version).toBe(version);
    expect(version).toBe(3);
  });
});

describe("a webhook that is not genuine", () => {
  it.each([-295, 295])("is not one whose clock is %d s apart", async (apart) => {
    const { about } = await sent();
    expect(await teller.tell([{ ...about, event: "delivered" }], { apart })).toBe(200);
  });

  it.each([
    ["the body was changed", { signed: "[]" }],
    ["its time lies more than 300 s back", { apart: -302 }],
    ["its time lies more than 300 s ahead", { apart: 302 }],
    ["the signature covers no body", { covered: '("@method")' }],
    ["the signature is made up", { signature: `${"A".repeat(86)}==` }],
    ["the signature is none", { signature: "" }],
  ])("changes nothing and is answered 401: %s", async (_, signing) => {
    const { invite, about } = await sent();
    expect(await teller.tell([{ ...about, ...gone }], signing)).toBe(401);
    expect((await look(people.tom, invite)).delivery).toBe("sent");
  });

  it("is also one of another customer, be it the second in the list, or of no customer", async () => {
    const { invite, about } = await sent();
    const foreign = { ...about, ...gone, customer_handle: "somebody-else" };
    expect(await teller.tell([{ ...about, event: "delivered" }, foreign])).toBe(401);
    teller.env.MAILCHANNELS_CUSTOMER = undefined;
    expect(await teller.tell([{ ...about, ...gone }])).toBe(401);
    expect((await look(people.tom, invite)).delivery).toBe("sent");
  });

  it("says so as a problem, also to whoever knocks at the public door", async () => {
    const answer = await ask("/webhooks/mailchannels", { method: "POST", body: "[]" });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "not_genuine" });
  });

  it("is refused unread when it is larger than a megabyte", async () => {
    const huge = [{ event: "delivered", reason: "x".repeat(1024 * 1024) }];
    expect(await teller.tell(huge)).toBe(413);
    expect((await post.keys()).asked).toBe(0);
  });
});

describe("the mail service's key", () => {
  it("is fetched once and kept; a new one is fetched when it signs", async () => {
    const { about } = await sent();
    for (const event of ["processed", "delivered", "delivered"])
      expect(await teller.tell([{ ...about, event }])).toBe(200);
    expect((await post.keys()).asked).toBe(1);
    expect(await teller.tell([{ ...about, ...gone }], { keyId: "key-2" })).toBe(200);
    expect(await teller.tell([{ ...about, ...gone }], { keyId: "key-2" })).toBe(200);
    expect((await post.keys()).asked).toBe(2);
  });

  it("may be another one under the same id, an hour after it was fetched; till then nobody's forgeries have it asked for", async () => {
    const { invite, about } = await sent();
    expect(await teller.tell([{ ...about, event: "processed" }])).toBe(200);
    await teller.newKey(teller.keyId);
    expect(await teller.tell([{ ...about, ...gone }])).toBe(401);
    expect((await post.keys()).asked).toBe(1);
    await bindings.DB.prepare("update webhook_keys set fetched_at = fetched_at - ? where id = ?")
      .bind(hour, teller.keyId)
      .run();
    expect(await teller.tell([{ ...about, ...gone }])).toBe(200);
    expect((await look(people.tom, invite)).delivery).toBe("bounced");
    const signature = Buffer.alloc(64).toString("base64");
    expect(await teller.tell([{ ...about, ...gone }], { signature })).toBe(401);
    expect((await post.keys()).asked).toBe(2);
  });

  it("cannot be had: nothing is lost, for the webhook comes again", async () => {
    const { invite, about } = await sent();
    const request = await teller.signed([{ ...about, ...gone }], { keyId: "key-3" });
    await post.setKeys({ isDown: true });
    const answer = await teller.send(request);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await look(people.tom, invite)).delivery).toBe("sent");
    await post.setKeys({ isDown: false });
    expect((await teller.send(request)).status).toBe(200);
    expect((await look(people.tom, invite)).delivery).toBe("bounced");
  });

  it("is nobody's who made its id up, and such are not asked for without end", async () => {
    await post.setKeys({ known: {} });
    const made = async (keyId: string) => {
      const request = await teller.signed([], { keyId });
      await post.setKeys({ known: {} });
      return (await teller.send(request)).status;
    };
    const answers = [];
    for (let n = 0; n < 35; n++) answers.push(await made(`invented-${n}`));
    expect(new Set(answers.slice(0, 25))).toEqual(new Set([401]));
    expect(answers.at(-1)).toBe(503);
    expect((await post.keys()).asked).toBeLessThanOrEqual(30);
  });
});

describe("an address that no mail reaches", () => {
  it("gets no resend from Tom until it is put right, and then a new link", async () => {
    const { invite, about } = await sent();
    await teller.tell([{ ...about, ...gone }]);
    const refused = await people.tom.call("POST", `/invites/${invite.id}/resends`);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "not_resendable" }]);
    const seen = await look(people.tom, invite);
    const right = { email: `right.${invite.email}` };
    const seenVersion = { "If-Match": `"${seen.version}"` };
    const fixed = await people.ade.call("PATCH", `/invites/${invite.id}`, right, seenVersion);
    expect(await fixed.json()).toMatchObject({
      invite: { ...right, status: "pending", hardBounced: false, deliveryReason: null, resends: 0 },
    });
    expect((await people.tom.call("POST", `/invites/${invite.id}/resends`)).status).toBe(201);
  });

  it("gets a resend after a bounce that may pass", async () => {
    const { invite, about } = await sent();
    await teller.tell([{ ...about, event: "soft-bounced", status: "4.2.2" }]);
    expect((await people.tom.call("POST", `/invites/${invite.id}/resends`)).status).toBe(201);
  });
});
