import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { invites } from "#db/schema";
import { type Invite, send } from "#domain/invites";
import { commit } from "#worker/events/commit";
import { letter } from "#worker/invites/writes";
import { lease } from "#worker/mail/claims";
import { deliverClaimed, deliverDue } from "#worker/mail/deliver";
import { stopMail } from "#worker/mail/stop";
import { historyIsWhole } from "../../history.ts";
import { Deployment, recipients, rowFor } from "../../outbox.ts";
import { bindings, type Cast, cast } from "../../people.ts";

const day = 24 * 3600_000;

let people: Cast;
let post: Deployment;
let now: number;
beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  now = Date.now();
});

/** Invites that Priya's Worker commits to send at once, and then dies. */
async function committed(count = 1, hold = 0) {
  const made: Invite[] = Array.from({ length: count }, () => {
    const id = crypto.randomUUID();
    const email = `${id.slice(0, 8)}@oakfield.example`;
    const by = { schoolId: people.oakfield, invitedById: people.priya.id };
    return send({ id, ...by, email, role: "editor" }, now, day);
  });
  const steps = made.map((invite) => ({
    change: [insertWhere(open(bindings.DB), invites, invite, sql`true`)],
    fact: { kind: "invite.sent" as const, subjectId: invite.id },
    mail: letter(invite, hold),
  }));
  const actor = { right: "proof", id: people.priya.id } as const;
  const done = await commit(
    { env: post.env, school: people.oakfield, actor, now },
    { steps, isSent: true },
  );
  const claimed = done?.claimed ?? [];
  return { made, claimed };
}

describe("a mail that is due as it is queued", () => {
  it("is claimed by its batch, and sent and told without another look", async () => {
    const { made, claimed } = await committed();
    const [joy] = made as [Invite];
    expect(await rowFor(joy)).toMatchObject({ status: "sending", attempts: 1, doubts: 0 });
    // Somebody else who looks through the outbox leaves it alone.
    expect(await deliverDue(post.env, people.oakfield, now)).toEqual([]);
    const told = await deliverClaimed(post.env, claimed, now);
    expect(told.flatMap(({ events }) => events)).toMatchObject([
      { kind: "invite.delivery", invite: { id: joy.id, delivery: "sent" } },
    ]);
    expect(recipients(await post.received())).toEqual([joy.email]);
    await historyIsWhole(people.tom);
  });

  it("is not lost with a Worker that dies behind the commit: its lease lapses, and it leaves once", async () => {
    const [joy] = (await committed()).made as [Invite];
    await deliverDue(post.env, people.oakfield, now + lease - 1);
    expect(await post.received()).toEqual([]);
    await deliverDue(post.env, people.oakfield, now + lease);
    await deliverDue(post.env, people.oakfield, now + 3 * lease);
    expect(recipients(await post.received())).toEqual([joy.email]);
    expect(await rowFor(joy)).toMatchObject({ status: "sent", doubts: 1 });
  });

  it("waits in the outbox while the mail service refuses us, though that is over until it has been seen to be", async () => {
    await stopMail(post.env, "domain lockdown", now - day);
    const { made, claimed } = await committed();
    const [joy] = made as [Invite];
    expect(claimed).toEqual([]);
    expect(await rowFor(joy)).toMatchObject({ status: "queued", attempts: 0 });
    await deliverDue(post.env, people.oakfield, now);
    expect(recipients(await post.received())).toEqual([joy.email]);
  });

  it("waits when it is held, when it is one of many, and where no mail leaves", async () => {
    expect((await committed(1, 8000)).claimed).toEqual([]);
    expect((await committed(7)).claimed).toEqual([]);
    Object.assign(post.env, { MAILCHANNELS_API_KEY: undefined });
    expect((await committed()).claimed).toEqual([]);
  });
});
