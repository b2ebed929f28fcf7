import { beforeEach, describe, expect, it } from "vitest";
import { deliverDue } from "#worker/mail/deliver";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { Deployment, htmlOf, linksIn, recipients, textOf } from "../../outbox.ts";
import { bindings, type Cast, cast, origin } from "../../people.ts";

let people: Cast;
let post: Deployment;
beforeEach(async () => {
  people = await cast();
  post = new Deployment();
});

interface Mail {
  kind: string;
  status: string;
  recipient: string;
  share: string;
}

const mailsTo = async (email: string) =>
  (
    await bindings.DB.prepare(
      "select kind, status, recipient, share from mails where recipient = ?",
    )
      .bind(email)
      .all<Mail>()
  ).results;

describe("a welcome mail", () => {
  it("names the username to whoever has just set up their account, once", async () => {
    const joy = await invite(people.priya);
    const form = filledIn();
    // What the Worker of the tests would send leaves by the stand-in, too.
    await Promise.all([submit(tokenOf(joy), form), submit(tokenOf(joy), form)]);
    const mails = (await mailsTo(joy.email)).filter(({ kind }) => kind === "welcome");
    expect(mails).toMatchObject([{ recipient: joy.email, share: "own" }]);
    await bindings.DB.prepare(
      "update mails set status = 'queued', due_at = ? where kind = 'welcome'",
    )
      .bind(1)
      .run();
    await deliverDue(post.env, people.oakfield, Date.now());
    const [received] = (await post.received()).filter(({ mail }) => /username/.test(mail.subject));
    if (!received) throw new Error("No welcome mail left.");
    const { mail } = received;
    expect(recipients([received])).toEqual([joy.email]);
    expect(mail.subject).toBe("Your username for Oakfield High on Staffroom");
    for (const words of [textOf(mail), htmlOf(mail)]) {
      expect(words).toContain(`Your username is ${form.username}.`);
      expect(words).not.toContain(form.password);
    }
    expect(linksIn(textOf(mail))).toEqual([`${origin}/sign-in`]);
  });

  it("is none for whoever the link did not let in, and none where the mailbox has had its mail", async () => {
    const [joy, sam] = [await invite(people.priya), await invite(people.priya)];
    expect((await submit(tokenOf(joy), filledIn({ password: "short" }))).status).toBe(422);
    expect(await mailsTo(joy.email)).toMatchObject([{ kind: "invite" }]);
    await bindings.DB.batch(
      Array.from({ length: 60 }, () =>
        bindings.DB.prepare(
          `insert into mails (id, school_id, kind, subject_id, generation, recipient, mailbox, share, created_at, counts_at, status)
           values (?1, ?2, 'reset', ?1, 1, ?3, ?3, 'own', ?4, ?4, 'sent')`,
        ).bind(crypto.randomUUID(), people.oakfield, sam.email, Date.now()),
      ),
    );
    expect((await submit(tokenOf(sam), filledIn())).status).toBe(303);
    expect((await mailsTo(sam.email)).map(({ kind }) => kind)).not.toContain("welcome");
  });
});
