import { count, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { type MailStatus, mails } from "#db/schema";
import type { Invite } from "#domain/invites";
import { sweep } from "#worker/events/sweep";
import { makeMany } from "../../many-rows.ts";
import { Deployment, queue, recipients, rowFor } from "../../outbox.ts";
import { bindings, type Cast, cast } from "../../people.ts";

let people: Cast;
let post: Deployment;
/** Ends the patience with a mail service that does not answer. */
let patience: AbortController;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  patience = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("mail that nobody answers", () => {
  it("holds up its own school's alone: Fernhill's leaves while Oakfield's waits for an answer", async () => {
    const later = Date.now() + 60_000;
    const ours = await queue(people.priya, {}, later - 2);
    const theirs = await queue(people.ngozi, {}, later - 1);
    await post.script("hang", "sent");
    const swept = sweep(post.env, later);
    await vi.waitFor(async () => expect((await rowFor(theirs)).status).toBe("sent"));
    expect(recipients(await post.received())).toEqual([ours.email, theirs.email].sort());
    expect((await rowFor(ours)).status).toBe("sending");
    patience.abort();
    await swept;
    expect(await rowFor(ours)).toMatchObject({ status: "queued", doubts: 1 });
  });
});

describe("a flood of mail", () => {
  it("holds up its own school's alone: of Oakfield's 5,000 some leave, and Fernhill's one, the last to come, leaves beside them", async () => {
    const later = Date.now() + 3600_000;
    await flood(await queue(people.priya, {}, later - 2), 4_999);
    const theirs = await queue(people.ngozi, {}, later - 1);
    await sweep(post.env, later);
    expect(await rowFor(theirs)).toMatchObject({ status: "sent", attempts: 1 });
    const { sent = 0, queued = 0 } = await statuses();
    expect(sent).toBeGreaterThan(0);
    expect(sent + queued).toBe(5_000);
  });

  it("that nobody takes holds up nobody else's: Fernhill's waits for its own try, and leaves as soon as mail does", async () => {
    const later = Date.now() + 3600_000;
    await flood(await queue(people.priya, {}, later - 2), 4_999);
    const theirs = await queue(people.ngozi, {}, later - 1);
    await post.script("limited");
    await sweep(post.env, later);
    expect(await rowFor(theirs)).toMatchObject({ status: "queued", attempts: 1 });
    // Oakfield asks with one mail, and then lets the mail service be.
    const tried = await post.received();
    expect(recipients(tried).filter((email) => /^new\./.test(email)).length).toBeLessThan(2);
    await post.script("sent");
    await sweep(post.env, later + 60_000);
    expect((await rowFor(theirs)).status).toBe("sent");
  });
});

/** So many more invites like this one, whose mails are due with its own. */
async function flood(like: Invite, count: number): Promise<void> {
  const id = `'${crypto.randomUUID().slice(0, 24)}' || printf('%012x', n)`;
  const email = "'new.' || n || '@oakfield.example'";
  await makeMany(bindings.DB, "invites", `id = '${like.id}'`, count, {
    id,
    email,
    canonical_email: email,
  });
  await makeMany(bindings.DB, "mails", `subject_id = '${like.id}'`, count, {
    id: `'${crypto.randomUUID().slice(0, 24)}' || printf('%012x', n)`,
    subject_id: id,
    recipient: email,
    mailbox: email,
  });
}

/** How many of Oakfield's mails are in each state. */
async function statuses(): Promise<Partial<Record<MailStatus, number>>> {
  const rows = await open(bindings.DB)
    .select({ status: mails.status, count: count() })
    .from(mails)
    .where(eq(mails.schoolId, people.oakfield))
    .groupBy(mails.status);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
