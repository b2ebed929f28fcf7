import { exports } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { mails, memberships, users } from "#db/schema";
import { deliverDue } from "#worker/mail/deliver";
import { Deployment, linksIn, recipients } from "../../outbox.ts";
import { bindings, type Cast, cast, makePerson, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

type Outcomes = { userId: string; outcome: string }[];

async function mailTo(
  by: Somebody,
  whom: (Somebody | string)[],
  headers: Record<string, string> = {},
): Promise<Outcomes> {
  const userIds = whom.map((one) => (typeof one === "string" ? one : one.id));
  const answer = await by.call("POST", "/password-emails", { userIds }, headers);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { results: Outcomes }).results;
}

const outcomes = (results: Outcomes) => results.map(({ outcome }) => outcome);

async function mailsOf(userId: string) {
  return open(bindings.DB)
    .select()
    .from(mails)
    .where(and(eq(mails.kind, "reset"), eq(mails.subjectId, userId)));
}

describe("Send password email [A8]", () => {
  it("says for each of the ticked users what became of it", async () => {
    const { priya, lena, rene, ade, ngozi, oakfield } = people;
    const gone = await makePerson(oakfield, "Gil Gone", "viewer", "governor", Date.now());
    const db = open(bindings.DB);
    await db.update(memberships).set({ status: "inactive" }).where(eq(memberships.userId, gone.id));
    await db.update(users).set({ email: null, canonicalEmail: null }).where(eq(users.id, rene.id));
    const results = await mailTo(priya, [lena, rene, ade, gone, ngozi, "nobody", lena]);
    expect(results).toEqual([
      { userId: lena.id, outcome: "sent" },
      { userId: rene.id, outcome: "no_email" },
      { userId: ade.id, outcome: "sent" },
      { userId: gone.id, outcome: "inactive" },
      { userId: ngozi.id, outcome: "not_found" },
      { userId: "nobody", outcome: "not_found" },
    ]);
    expect(await mailsOf(ngozi.id)).toEqual([]);
    expect(await mailsOf(gone.id)).toEqual([]);
    expect(await mailsOf(lena.id)).toMatchObject([{ schoolId: oakfield, generation: 1 }]);
  });

  it("is not Tom's to send to an Owner or another Admin [A16], but to himself", async () => {
    const { tom, ade, priya, lena } = people;
    expect(outcomes(await mailTo(tom, [priya, ade, lena, tom]))).toEqual([
      "forbidden",
      "forbidden",
      "sent",
      "sent",
    ]);
    expect(await mailsOf(priya.id)).toEqual([]);
    expect(await mailsOf(ade.id)).toEqual([]);
  });

  it("goes from no other school: Ngozi reaches nobody of Oakfield, whatever ids she knows", async () => {
    const { ngozi, lena, priya } = people;
    expect(outcomes(await mailTo(ngozi, [lena, priya]))).toEqual(["not_found", "not_found"]);
    expect(await mailsOf(lena.id)).toEqual([]);
  });

  it("goes to one account three times in an hour at most, and what was asked twice with one key goes once", async () => {
    const { priya, lena, rene } = people;
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const twins = await Promise.all([
      mailTo(priya, [lena, rene], key),
      mailTo(priya, [lena, rene], key),
    ]);
    expect(twins[0]).toEqual(twins[1]);
    expect(outcomes(twins[0] ?? [])).toEqual(["sent", "sent"]);
    expect(await mailsOf(lena.id)).toHaveLength(1);
    const rounds = await Promise.all(Array.from({ length: 5 }, () => mailTo(priya, [lena])));
    expect(rounds.flatMap(outcomes).sort()).toEqual([
      "sent",
      "sent",
      "too_many",
      "too_many",
      "too_many",
    ]);
    expect(await mailTo(priya, [lena, rene], key)).toEqual(twins[0]);
    expect((await mailsOf(lena.id)).map((mail) => mail.generation).sort()).toEqual([1, 2, 3]);
  });

  it("takes 1 to 200 people and nothing else", async () => {
    const { priya } = people;
    for (const userIds of [[], Array.from({ length: 201 }, (_, i) => `u${i}`), "all", [1]])
      expect((await priya.call("POST", "/password-emails", { userIds })).status).toBe(422);
    expect(
      outcomes(
        await mailTo(
          priya,
          Array.from({ length: 200 }, (_, i) => `u${i}`),
        ),
      ),
    ).toHaveLength(200);
  });

  it("survives an edit that was decided before it and written after", async () => {
    const { priya, lena } = people;
    const { user } = (await (await priya.get(`/users/${lena.id}`)).json()) as {
      user: { version: number };
    };
    const edit = priya.call(
      "PATCH",
      `/users/${lena.id}`,
      { phone: "0115 496 0002" },
      { "If-Match": `"${user.version}"` },
    );
    const [edited, sent] = await Promise.all([edit, mailTo(priya, [lena])]);
    expect([edited.status, outcomes(sent)]).toEqual([200, ["sent"]]);
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, lena.id));
    expect(row).toMatchObject({
      resetGeneration: 1,
      resetExpiresAt: expect.any(Number),
      phone: "0115 496 0002",
    });
    expect(outcomes(await mailTo(priya, [lena]))).toEqual(["sent"]);
  });
});

describe("the mail", () => {
  it("leaves through MailChannels, and not at all once its link is dead", async () => {
    const { priya, lena, rene, oakfield } = people;
    const post = new Deployment();
    await mailTo(priya, [lena, rene]);
    for (const { id } of [lena, rene])
      await vi.waitUntil(async () => (await mailsOf(id))[0]?.status === "sent");
    await open(bindings.DB)
      .update(mails)
      .set({ status: "queued", dueAt: Date.now(), sentAt: null, attempts: 0 })
      .where(eq(mails.schoolId, oakfield));
    await open(bindings.DB)
      .update(users)
      .set({ resetGeneration: 2, resetExpiresAt: null })
      .where(eq(users.id, rene.id));
    expect(await deliverDue(post.env, oakfield, Date.now())).toEqual([]);
    const received = await post.received();
    const [row] = await open(bindings.DB).select().from(users).where(eq(users.id, lena.id));
    expect(recipients(received)).toEqual([row?.email]);
    expect(received[0]?.mail).toMatchObject({
      campaign_id: expect.stringMatching(/^sr-[\w-]{22}\.[\w-]{22}$/),
      subject: "Choose a new password for Staffroom",
    });
    expect((await mailsOf(lena.id))[0]).toMatchObject({ status: "sent" });
    expect((await mailsOf(rene.id))[0]).toMatchObject({ status: "cancelled" });
  });

  it("is tried again when the provider is busy, and that is no news to anybody", async () => {
    const { priya, lena, oakfield } = people;
    const post = new Deployment();
    await post.script("broken");
    await mailTo(priya, [lena]);
    await vi.waitUntil(async () => (await mailsOf(lena.id))[0]?.status === "sent");
    const now = Date.now();
    await open(bindings.DB)
      .update(mails)
      .set({ status: "queued", dueAt: now, sentAt: null, attempts: 0 })
      .where(eq(mails.subjectId, lena.id));
    const before = await (await priya.get("/events?since=0")).text();
    expect(await deliverDue(post.env, oakfield, now)).toEqual([]);
    expect((await mailsOf(lena.id))[0]).toMatchObject({
      status: "queued",
      attempts: 1,
      dueAt: expect.any(Number),
    });
    expect(await (await priya.get("/events?since=0")).text()).toBe(before);
  });
});

describe("a change of somebody's e-mail by an Owner [A16]", () => {
  it("is mailed to the old address: who, where, for which account, without any link", async () => {
    const { priya, lena } = people;
    const { user } = (await (await priya.get(`/users/${lena.id}`)).json()) as {
      user: { version: number; email: string; username: string };
    };
    const edit = { email: "lena.new@oakfield.example" };
    expect(
      (await priya.call("PATCH", `/users/${lena.id}`, edit, { "If-Match": `"${user.version}"` }))
        .status,
    ).toBe(200);
    const found: { to: string; subject: string; text: string }[] = [];
    await vi.waitUntil(async () => {
      found.splice(0, found.length, ...(await listed(user.email)));
      return found.length > 0;
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      to: user.email,
      subject: expect.stringContaining("another e-mail address"),
    });
    const text = found[0]?.text ?? "";
    for (const words of ["Priya Shah at Oakfield High", user.username])
      expect(text).toContain(words);
    expect(linksIn(text)).toEqual([]);
    expect(text).not.toContain("lena.new");
  });
});

async function listed(address: string): Promise<{ to: string; subject: string; text: string }[]> {
  const url = `http://localhost/dev/mail.json?to=${encodeURIComponent(address)}`;
  return (
    await (exports as unknown as { default: Fetcher }).default.fetch(new Request(url))
  ).json();
}
