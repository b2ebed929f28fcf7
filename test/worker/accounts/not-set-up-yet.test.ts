import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { mails, users } from "#db/schema";
import { deliverDue } from "#worker/mail/deliver";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { Deployment, linksIn, recipients, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const db = open(bindings.DB);
const again = (inviteId: string) =>
  db
    .select()
    .from(mails)
    .where(and(eq(mails.kind, "invite_again"), eq(mails.subjectId, inviteId)));
const address = () => `joy.${crypto.randomUUID().slice(0, 8)}@oakfield.example`;

async function forgot(login: string): Promise<[number, string]> {
  const answer = await ask("/forgotten", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: origin },
    body: new URLSearchParams({ login }).toString(),
  });
  return [answer.status, await answer.text()];
}

describe("[A12] Forgotten password for an address whose invite is still pending", () => {
  it("mails Joy her set-up link once more, the same one, to her mailbox alone; the screen says what it says to everybody", async () => {
    const { priya, oakfield } = people;
    const email = address();
    const sent = await invite(priya, { email });
    const post = new Deployment();
    const said = await forgot(`Joy Okafor <${email.toUpperCase()}>;`);
    expect(said).toEqual(await forgot(`nobody.${crypto.randomUUID()}@oakfield.example`));
    expect(await again(sent.id)).toMatchObject([{ recipient: email, generation: 1 }]);
    await vi.waitUntil(async () => (await again(sent.id))[0]?.status === "sent");
    // Once more through the stand-in for the mail service, to be read there.
    await db
      .update(mails)
      .set({ status: "queued", dueAt: Date.now(), sentAt: null, attempts: 0 })
      .where(eq(mails.kind, "invite_again"));
    await deliverDue(post.env, oakfield, Date.now());
    const received = await post.received();
    expect(recipients(received)).toEqual([email]);
    expect(linksIn(textOf(received[0]?.mail as never))[0]).toContain(`/accept/${tokenOf(sent)}`);
    const { version: _, delivery: __, deliveryReason: ___, ...as } = await look(priya, sent);
    const { version: _v, delivery: _d, deliveryReason: _r, ...was } = sent;
    expect(as).toEqual(was);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
  });

  it("does so once for each link, and within what goes to one address in a day", async () => {
    const { priya } = people;
    const email = address();
    const sent = await invite(priya, { email });
    await Promise.all(Array.from({ length: 5 }, () => forgot(email)));
    expect(await again(sent.id)).toHaveLength(1);
    expect((await priya.call("POST", `/invites/${sent.id}/resends`)).status).toBe(201);
    await forgot(email);
    expect(await again(sent.id)).toHaveLength(2);
    const other = address();
    const full = await invite(priya, { email: other });
    await db.insert(mails).values(
      Array.from({ length: 7 }, (_, i) => ({
        id: crypto.randomUUID(),
        schoolId: priya.school,
        kind: "invite" as const,
        subjectId: full.id,
        generation: 100 + i,
        recipient: other,
        createdAt: Date.now(),
        status: "sent" as const,
      })),
    );
    await forgot(other);
    expect(await again(full.id)).toEqual([]);
  });

  it("does nothing for an invite that has ended, for another address, or for somebody with an account", async () => {
    const { priya, tom, ngozi } = people;
    const email = address();
    const sent = await invite(priya, { email });
    await forgot(address());
    expect(await again(sent.id)).toEqual([]);
    await tom.call("PUT", `/invites/${sent.id}/revocation`);
    await forgot(email);
    expect(await again(sent.id)).toEqual([]);
    const [row] = await db.select().from(users).where(eq(users.id, ngozi.id));
    const offer = await invite(priya, { email: row?.email ?? "" });
    await forgot(row?.email ?? "");
    expect(await again(offer.id)).toEqual([]);
    expect(await db.select().from(mails).where(eq(mails.subjectId, ngozi.id))).toMatchObject([
      { kind: "reset" },
    ]);
  });
});
