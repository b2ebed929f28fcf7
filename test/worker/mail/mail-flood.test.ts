import { and, eq, isNotNull, notInArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { mails, schools, users } from "#db/schema";
import { budgets, mailboxOf } from "#domain/emails/mailboxes";
import { mailResets } from "#worker/accounts/resets";
import { type Settings, settings } from "#worker/env";
import { mailboxIn, mayHaveLeft } from "#worker/mail/budget";
import { deliverDue } from "#worker/mail/deliver";
import { queueMail } from "#worker/mail/queue";
import { sent } from "#worker/mail/writing/compose";
import { type Flooder, ways } from "../../../worker/local/bench/mail-flood/ways.ts";
import { invite } from "../../links.ts";
import { Deployment, queue, recipients, rowFor, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast, makePerson, makeSchool, origin } from "../../people.ts";

const hour = 3600_000;
const month = 30 * 24 * hour;
/** Accounts are made with a hash each, which takes its time. */
const slow = 300_000;
const db = open(bindings.DB);

let people: Cast;
let flooder: Flooder;
let houses = 0;
let mailbox: string;
beforeEach(async () => {
  people = await cast();
  mailbox = `victim${crypto.randomUUID().slice(0, 8)}@mail.example`;
  await db
    .update(schools)
    .set({ createdAt: Date.now() - month })
    .where(eq(schools.id, people.oakfield));
  flooder = {
    owner: people.priya,
    async newOwner() {
      const school = await makeSchool("Flood Academy", "M1 1AE", Date.now());
      return makePerson(school, "Una Known", "owner", "headteacher", Date.now());
    },
    register,
  };
});

function register(email: string): Promise<Response> {
  houses += 1;
  return post("/api/schools", { name: "Elmwood Academy", postcode: "M1 1AE", email });
}

function post(path: string, body: object): Promise<Response> {
  return ask(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      "CF-Connecting-IP": `198.51.${Math.floor(houses / 250)}.${houses % 250}`,
    },
  });
}

/** The mails that left for the mailbox, or leave at once. */
function leaving() {
  return db
    .select()
    .from(mails)
    .where(and(eq(mails.mailbox, mailbox), isNotNull(mails.countsAt), mayHaveLeft()));
}

/** The mails that wait for room there. */
function waiting() {
  return db
    .select()
    .from(mails)
    .where(
      and(eq(mails.mailbox, mailbox), eq(mails.status, "queued"), sql`${mails.countsAt} is null`),
    );
}

describe("CVE-2022-31184: mail to one mailbox is bounded whatever the way", () => {
  it.each(Object.keys(ways))("%s", { timeout: slow }, async (way) => {
    await ways[way]?.(flooder, mailbox);
    const left = await leaving();
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThanOrEqual(budgets.others.hour);
    const strangers = left.filter(({ share }) => share === "stranger");
    expect(strangers.length).toBeLessThanOrEqual(budgets.strangers.hour);
  });

  it("all ways at once, and yet the mailbox's own account gets its password link, whatever strangers do", {
    timeout: slow,
  }, async () => {
    const ben = await makePerson(people.fernhill, "Ben Okoro", "viewer", "teacher", Date.now());
    await db
      .update(users)
      .set({ email: mailbox, canonicalEmail: mailbox })
      .where(eq(users.id, ben.id));
    const aside = mailbox.replace("@", "+aside@");
    for (const flood of Object.values(ways)) await flood(flooder, aside);
    expect((await leaving()).length).toBeLessThanOrEqual(budgets.others.hour);
    expect((await post("/api/password-resets", { login: mailbox })).status).toBe(202);
    expect((await leaving()).filter(({ subjectId }) => subjectId === ben.id)).toMatchObject([
      { kind: "reset", recipient: mailbox, share: "own" },
    ]);
  });

  it("and though a stranger asks for Lena's password link all day, she still gets one an hour", async () => {
    const { lena } = people;
    const [row] = await db.select().from(users).where(eq(users.id, lena.id));
    mailbox = row?.canonicalEmail ?? "";
    const asked = async (now: number) => {
      const runtime = {
        env: bindings,
        settings: settings(bindings) as Settings,
        now,
        waitUntil() {},
      };
      const who = sql`${users.id} = ${lena.id}`;
      await mailResets(runtime, { by: "link", who, school: sql`${people.oakfield}` });
    };
    const start = Date.now();
    for (let i = 0; i < 24; i++)
      for (const minute of [0, 1, 2, 3]) await asked(start + i * hour + minute * 60_000);
    const hours = (await leaving()).map(({ createdAt }) => Math.floor((createdAt - start) / hour));
    const counts = Array.from({ length: 24 }, (_, i) => hours.filter((at) => at === i).length);
    expect(counts).toEqual([3, 3, 3, 3, 3, 3, 2, ...Array(17).fill(1)]);
  });

  it("strangers who fill their part leave an established school its own", async () => {
    for (const way of ["four new schools that invite", "twelve registrations with +tags"])
      await ways[way]?.(flooder, mailbox);
    expect(await leaving()).toHaveLength(budgets.strangers.hour);
    await invite(people.priya, { email: mailbox });
    expect(await leaving()).toHaveLength(budgets.strangers.hour + 1);
  });

  it("says to Priya, not to nobody, that an invite may not leave; and every tag is the same mailbox", async () => {
    await ways["twenty invites with +tags"]?.(flooder, mailbox);
    const answer = await people.priya.call("POST", "/invites", { email: mailbox, role: "viewer" });
    expect([answer.status, await answer.json()]).toMatchObject([429, { code: "too_many_mails" }]);
    expect(
      (await people.ngozi.call("POST", "/invites", { email: mailbox, role: "viewer" })).status,
    ).toBe(429);
    for (const address of [mailbox, mailbox.replace("@", "+a+b@"), "+a@b.example", "a@b.example"]) {
      const [row] = await db
        .select({ counted: mailboxIn(sql`${address}`) })
        .from(schools)
        .limit(1);
      expect(row?.counted, address).toBe(mailboxOf(address));
    }
  });

  it("loses nothing that must be told: what waited comes an hour later in one mail, which tells it all", async () => {
    const post = new Deployment();
    await ways["a user's e-mail moved to and fro, 60 edits"]?.(flooder, mailbox);
    expect(await leaving()).toHaveLength(1);
    expect(await waiting()).toHaveLength(29);
    await deliverDue(post.env, people.oakfield, Date.now() + hour / 2);
    const before = (await post.received()).length;
    await deliverDue(post.env, people.oakfield, Date.now() + hour);
    const [mail, ...more] = (await post.received()).slice(before);
    expect(more).toEqual([]);
    expect(mail?.mail.subject).toBe("29 changes at Oakfield High on Staffroom");
    const text = mail ? textOf(mail.mail) : "";
    expect(
      text.match(/Priya Shah at Oakfield High changed or removed the e-mail address/g),
    ).toHaveLength(20);
    expect(text).toContain("Before these there were 9 more.");
    expect(await waiting()).toEqual([]);
    expect(await leaving()).toHaveLength(2);
    expect((await sent(bindings, { to: mailbox })).map(({ subject }) => subject)).toContain(
      "29 changes at Oakfield High on Staffroom",
    );
  });

  it("waits where there is no room at all, the oldest first, and never more than fit", async () => {
    const post = new Deployment();
    await ways["twenty invites with +tags"]?.(flooder, mailbox);
    for (const tag of ["a", "b", "c"])
      await ways["the deputy's address moved to and fro, 60 edits"]?.(
        flooder,
        mailbox.replace("@", `+${tag}@`),
      );
    expect(await leaving()).toHaveLength(budgets.others.hour);
    await deliverDue(post.env, people.oakfield, Date.now() + hour - 60_000);
    const two = (await leaving()).slice(0, 2).map(({ id }) => id);
    // As if all the others had left half an hour later: by then there is room for two.
    await db
      .update(mails)
      .set({ countsAt: sql`${mails.countsAt} + ${hour / 2}` })
      .where(and(eq(mails.mailbox, mailbox), notInArray(mails.id, two)));
    await deliverDue(post.env, people.oakfield, Date.now() + hour + 60_000);
    const notices = (await leaving()).filter(({ kind }) => kind === "recovery_address");
    expect(notices.map(({ recipient }) => recipient).sort()).toEqual(
      ["a", "b"].map((tag) => mailbox.replace("@", `+${tag}@`)),
    );
    await deliverDue(post.env, people.oakfield, Date.now() + 2 * hour + 120_000);
    expect(await leaving()).toHaveLength(budgets.others.hour + 3);
  });
});

describe("a school's mail within an hour", () => {
  it("stops at the quota, of which invites leave a part; what is beyond it stays queued and leaves when there is room", async () => {
    const post = new Deployment();
    const env = { ...post.env, MAIL_PER_HOUR: "10" };
    const later = Date.now() + 60_000;
    const invites = [];
    for (let i = 0; i < 12; i++) invites.push(await queue(people.ngozi, {}, later + i));
    await deliverDue(env, people.fernhill, later + 1000);
    expect(await post.received()).toHaveLength(9);
    const last = invites.at(-1) as { id: string };
    expect(await rowFor(last)).toMatchObject({ status: "queued", attempts: 0 });
    expect((await rowFor(last)).dueAt).toBe(later + 1000 + hour);
    const notice = { kind: "address_changed", subjectId: people.ngozi.id, generation: 1 } as const;
    const to = { recipient: "ngozi.before@mail.example", dueAt: later };
    await queueMail(db, { ...notice, ...to }, people.fernhill, Date.now(), sql`true`);
    await deliverDue(env, people.fernhill, later + 2000);
    expect(recipients((await post.received()).slice(9))).toEqual([to.recipient]);
    await deliverDue(env, people.fernhill, later + 1000 + hour);
    expect(await post.received()).toHaveLength(13);
    expect((await rowFor(last)).status).toBe("sent");
  });
});
