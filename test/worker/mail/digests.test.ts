import { beforeEach, describe, expect, it } from "vitest";
import { nextMorning } from "#domain/time/daytime";
import { nextDue, runDue, runSlowDue } from "#worker/events/due";
import { Deployment, htmlOf, linksIn, queue, recipients, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";

const [minute, hour] = [60_000, 3600_000];
const london = "Europe/London";

let people: Cast;
let post: Deployment;
/** Seven in the morning, once whoever has asked today for a digest gets the first. */
let morning: number;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
  morning = nextMorning(Date.now(), london);
});

const digestOf = async (by: Somebody) =>
  ((await (await by.get("/digest")).json()) as { digest: { wanted: boolean } }).digest;
const want = (by: Somebody, wanted = true) => by.call("PUT", "/digest", { wanted });

describe("the daily digest", () => {
  it("is off until somebody wants it, and then theirs alone", async () => {
    const { tom, ade } = people;
    expect(await digestOf(tom)).toEqual({ wanted: false });
    expect(await (await want(tom)).json()).toEqual({ digest: { wanted: true } });
    expect([await digestOf(tom), await digestOf(ade)]).toEqual([
      { wanted: true },
      { wanted: false },
    ]);
    expect((await want(tom, false)).status).toBe(200);
    expect(await digestOf(tom)).toEqual({ wanted: false });
  });

  it("tells Tom in the morning what bounced, was asked for and expired since the one before, and what was put right is not told", async () => {
    const { tom } = people;
    await want(tom);
    await tom.call("PATCH", "", { reminders: false });
    await misfortunes();
    await passTo(morning - 1);
    const before = (await received()).length;
    await passTo(morning + hour);
    const [mail, ...others] = (await received()).slice(before);
    if (!mail) throw new Error("No digest came.");
    expect(others).toEqual([]);
    expect(recipients([{ mail }])).toEqual([await addressOf(tom)]);
    expect(mail.subject).toBe("Invites of Oakfield High that want a look");
    for (const words of [textOf(mail), htmlOf(mail)]) {
      expect(words).toMatch(
        /1 mail did not arrive:.*bounced@oakfield\.example – The mail service could not/s,
      );
      expect(words).toMatch(/1 person asks for a new link:.*asked@oakfield\.example/s);
      expect(words).toMatch(/1 invite has expired:.*expired@oakfield\.example/s);
      expect(words).not.toContain("fine@");
    }
    await passTo(morning + 3 * hour);
    expect((await received()).slice(before)).toHaveLength(1);
  });

  it("does not come where nothing is wrong, and comes the next morning something is", async () => {
    await want(people.tom);
    await passTo(morning + minute);
    expect(await received()).toEqual([]);
    await expired("late@oakfield.example", morning + hour);
    await passTo(morning + 24 * hour);
    expect((await received()).map(textOf).join()).toContain("late@oakfield.example");
  });

  it("is sent once, however many clocks strike, and to nobody who has left, is no admin any more, or has lost the address", async () => {
    const { tom, ade, priya } = people;
    for (const each of [tom, ade, priya]) await want(each);
    await expired("gone@oakfield.example", Date.now());
    const set = (words: string, id: string) => bindings.DB.prepare(words).bind(id).run();
    await set("update memberships set status = 'inactive' where user_id = ?", ade.id);
    await set("update users set email_confirmed_at = null where id = ?", priya.id);
    await Promise.all([1, 2, 3].map(() => strike(morning)));
    await strike(morning + minute);
    expect(recipients(await post.received())).toEqual([await addressOf(tom)]);
    expect(await digestOf(priya)).toEqual({ wanted: false });
  });

  it("is dropped where it was stopped a moment before it left", async () => {
    await want(people.tom);
    await expired("gone@oakfield.example", Date.now());
    for await (const _ of runDue(post.env, people.oakfield, morning));
    await want(people.tom, false);
    for await (const _ of runSlowDue(post.env, people.oakfield, morning));
    expect(await received()).toEqual([]);
  });

  it("tells Ngozi nothing of Oakfield, and asks for an address that is known to be one's own", async () => {
    const { ngozi, lena, tom } = people;
    await want(ngozi);
    await expired("gone@oakfield.example", Date.now());
    for await (const _ of runDue(post.env, people.fernhill, morning));
    for await (const _ of runSlowDue(post.env, people.fernhill, morning));
    expect(await received()).toEqual([]);
    expect((await want(lena)).status).toBe(403);
    await bindings.DB.prepare("update users set email_confirmed_at = null where id = ?")
      .bind(tom.id)
      .run();
    const answer = await want(tom);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      fields: { wanted: expect.stringContaining("confirmed") },
    });
  });
});

describe("one click stops it", () => {
  it("from a mail program, which says nothing of where it comes from (RFC 8058), and once more does no harm", async () => {
    const { tom, ade } = people;
    const { stop, headers } = await stopOf(tom);
    await want(ade);
    expect(headers).toEqual({
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    for (let n = 0; n < 2; n++) {
      const answer = await ask(new URL(stop).pathname, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("no more digests of Oakfield High");
    }
    expect([await digestOf(tom), await digestOf(ade)]).toEqual([
      { wanted: false },
      { wanted: true },
    ]);
  });

  it("by the link in it, whose page does nothing by being fetched, and a forged one never does", async () => {
    const { tom } = people;
    const { stop, text } = await stopOf(tom);
    expect(linksIn(text)).toEqual([`${origin}/s/${people.oakfield}/invites`, stop]);
    const path = new URL(stop).pathname;
    const page = await ask(path);
    expect(page.status).toBe(200);
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(await page.text()).toContain("Stop the digest");
    expect(await digestOf(tom)).toEqual({ wanted: true });
    const other = path.replace(tom.id, people.ade.id);
    for (const forged of [
      other,
      `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`,
      "/digest/x",
    ])
      for (const method of ["GET", "POST"])
        expect((await ask(forged, { method })).status).toBe(404);
    expect(await digestOf(tom)).toEqual({ wanted: true });
  });
});

/** Tom's digest has come: its text, the link that stops it, and what mail programs are told. */
async function stopOf(by: Somebody) {
  await want(by);
  await expired("gone@oakfield.example", Date.now());
  await strike(morning);
  const [mail] = await received();
  if (!mail) throw new Error("No digest came.");
  const stop = linksIn(textOf(mail)).find((link) => link.includes("/digest/")) ?? "";
  return { text: textOf(mail), stop, headers: mail.headers };
}

/** One of each that went wrong, one of each that was put right, and one that is well. */
async function misfortunes(): Promise<void> {
  const now = Date.now();
  await post.script("failed", "failed", "sent");
  await queue(people.priya, { email: "bounced@oakfield.example" }, now);
  await strike(now);
  const mended = await queue(people.priya, { email: "fine.again@oakfield.example" }, now);
  await strike(now);
  await people.priya.call("PUT", `/invites/${mended.id}/revocation`);
  await queue(people.priya, { email: "fine@oakfield.example" }, now);
  await strike(now);
  await expired("expired@oakfield.example", now);
  const asked = await expired("asked@oakfield.example", now);
  await bindings.DB.batch([
    bindings.DB.prepare("update invites set requested_at = ? where id = ?").bind(now, asked.id),
    bindings.DB.prepare("update schools set seq = seq + 1 where id = ?").bind(people.oakfield),
    bindings.DB.prepare(
      `insert into events (school_id, seq, at, kind, subject_id, command)
       select id, seq, ?, 'invite.requested', ?, 'asked' from schools where id = ?`,
    ).bind(now, asked.id, people.oakfield),
  ]);
}

/** An invite that expires at that moment. */
async function expired(email: string, at: number) {
  const invite = await queue(people.priya, { email }, at - 24 * hour, at - 24 * hour);
  await bindings.DB.prepare("update mails set status = 'sent', due_at = null where subject_id = ?")
    .bind(invite.id)
    .run();
  await bindings.DB.prepare("update invites set delivery = 'sent', remind_at = null where id = ?")
    .bind(invite.id)
    .run();
  for await (const _ of runDue(post.env, people.oakfield, at));
  return invite;
}

async function addressOf({ id }: Somebody): Promise<string> {
  const found = await bindings.DB.prepare("select email from users where id = ?")
    .bind(id)
    .first<{ email: string }>();
  return found?.email ?? "";
}

async function passTo(end: number): Promise<void> {
  for (;;) {
    const due = await nextDue(post.env, people.oakfield);
    if (due === null || due > end) return;
    await strike(due);
  }
}

async function strike(now: number): Promise<void> {
  for await (const _ of runDue(post.env, people.oakfield, now));
  for await (const _ of runSlowDue(post.env, people.oakfield, now));
}

async function received() {
  return (await post.received()).map(({ mail }) => mail);
}
