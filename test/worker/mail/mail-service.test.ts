import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { users } from "#db/schema";
import worker from "#worker/index";
import { deliverDue } from "#worker/mail/deliver";
import { look } from "../../links.ts";
import { Deployment, queue, recipients, rowFor } from "../../outbox.ts";
import { bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";

const [minute, hour] = [60_000, 3600_000];

interface Shown {
  mail: { sender: string | null; stopped: { since: string | null; reason: string } | null };
}

let people: Cast;
let post: Deployment;
let later: number;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  later = Date.now() + hour;
});

/** A call of somebody's at the deployment whose mail goes to the stand-in. */
async function call(by: Somebody, method: "GET" | "DELETE", path: string, env = post.env) {
  const context = createExecutionContext();
  const headers = { Cookie: by.cookie, Origin: origin };
  const request = new Request(`${origin}/api/schools/${by.school}${path}`, { method, headers });
  const answer = await worker.fetch(request as never, env, context);
  await waitOnExecutionContext(context);
  return answer;
}

async function stopped(by: Somebody, env = post.env) {
  const answer = await call(by, "GET", "/mail", env);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as Shown).mail.stopped;
}

describe("a mail service that refuses us", () => {
  it("is asked by one school, and by no other until ten minutes have passed", async () => {
    await post.script("forbidden");
    const ours = await queue(people.priya, {}, later);
    const theirs = await queue(people.ngozi, {}, later);
    await deliverDue(post.env, people.oakfield, later);
    await post.script("sent");
    await deliverDue(post.env, people.fernhill, later);
    expect(recipients(await post.received())).toEqual([ours.email]);
    expect(await look(people.ngozi, theirs)).toMatchObject({
      delivery: "queued",
      deliveryReason: expect.stringMatching(/refuses mail.*domain lockdown/),
    });
    expect(await rowFor(theirs)).toMatchObject({ status: "queued", attempts: 0 });
    await deliverDue(post.env, people.fernhill, later + 10 * minute);
    await deliverDue(post.env, people.oakfield, later + 10 * minute);
    expect(recipients((await post.received()).slice(1))).toEqual([ours.email, theirs.email].sort());
    expect(await stopped(people.priya)).toBeNull();
  });

  it("is told to the Owners of every school, who try again, and then the mail leaves at once", async () => {
    await post.script("forbidden");
    const now = Date.now();
    const invite = await queue(people.priya, {}, now);
    expect(await stopped(people.priya)).toBeNull();
    await deliverDue(post.env, people.oakfield, now);
    for (const owner of [people.priya, people.ngozi])
      expect(await stopped(owner)).toMatchObject({
        since: new Date(now).toISOString(),
        reason: expect.stringContaining("refuses mail from this Staffroom"),
      });
    expect((await call(people.priya, "DELETE", "/mail/stop")).status).toBe(200);
    expect(await stopped(people.priya)).not.toBeNull();
    expect(await look(people.tom, invite)).toMatchObject({ delivery: "queued" });
    await post.script("sent");
    expect((await call(people.priya, "DELETE", "/mail/stop")).status).toBe(200);
    expect(await look(people.tom, invite)).toMatchObject({
      delivery: "sent",
      deliveryReason: null,
    });
    expect(await stopped(people.ngozi)).toBeNull();
  });

  it("is tried again by Owners alone, and asked about by whoever sees invites", async () => {
    expect((await call(people.tom, "DELETE", "/mail/stop")).status).toBe(403);
    expect((await call(people.tom, "GET", "/mail")).status).toBe(200);
    expect((await call(people.lena, "GET", "/mail")).status).toBe(403);
  });

  it("refuses a key, not the next one", async () => {
    await post.script("forbidden", "sent");
    await queue(people.priya, {}, later);
    await deliverDue(post.env, people.oakfield, later);
    const env = { ...post.env, MAILCHANNELS_API_KEY: "another-key" };
    expect(await stopped(people.priya, env)).toBeNull();
    await deliverDue(env, people.oakfield, later + 10 * minute);
    expect((await post.received()).map(({ key }) => key)).toEqual([
      "key-of-the-tests",
      "another-key",
    ]);
  });

  it("is not there at all where no key is set, which Owners are told, too", async () => {
    const env = { ...post.env, MAILCHANNELS_API_KEY: undefined };
    expect(await stopped(people.priya, env)).toMatchObject({
      since: null,
      reason: expect.stringContaining("not set up to send mail"),
    });
  });
});

describe("what MailChannels is sent", () => {
  async function sentWith(settings: Partial<typeof post.env>, email?: string) {
    await queue(people.priya, email ? { email } : {}, later);
    await deliverDue({ ...post.env, ...settings }, people.oakfield, later);
    const [received] = await post.received();
    if (!received) throw new Error("Nothing was sent.");
    return received.mail;
  }

  it("is signed where all three settings of DKIM are there, and says nothing of it where one lacks", async () => {
    const dkim = {
      MAIL_DKIM_DOMAIN: "staffroom.test",
      MAIL_DKIM_SELECTOR: "s1",
      MAIL_DKIM_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----\nTUlJ\nRQ==\n-----END PRIVATE KEY-----\n",
    };
    expect((await sentWith(dkim)).personalizations[0]).toMatchObject({
      dkim_domain: "staffroom.test",
      dkim_selector: "s1",
      dkim_private_key: "TUlJRQ==",
    });
    post = new Deployment();
    const unsigned = await sentWith({ ...dkim, MAIL_DKIM_SELECTOR: undefined });
    expect(Object.keys(unsigned.personalizations[0] ?? {})).toEqual(["to"]);
  });

  it("goes to an internationalised domain by its xn-- name, and comes from one", async () => {
    const mail = await sentWith(
      { MAIL_FROM: "Büro <post@schule-köln.example>" },
      "joy@grundschule-süd.example",
    );
    expect(mail.personalizations[0]?.to).toEqual([{ email: "joy@xn--grundschule-sd-ssb.example" }]);
    expect(mail.from).toEqual({ email: "post@xn--schule-kln-lcb.example", name: "Büro" });
  });

  it("is answered to whoever invited, else to whom the deployment names", async () => {
    const settings = { MAIL_REPLY_TO: "Office <office@oakfield.example>" };
    expect((await sentWith(settings)).reply_to?.name).toBe("Priya Shah");
    post = new Deployment();
    await unconfirmed(people.priya);
    expect((await sentWith(settings)).reply_to).toEqual({
      email: "office@oakfield.example",
      name: "Office",
    });
  });
});

/** Nobody knows that the address is theirs. */
async function unconfirmed({ id }: Somebody): Promise<void> {
  await open(bindings.DB).update(users).set({ emailConfirmedAt: null }).where(eq(users.id, id));
}
