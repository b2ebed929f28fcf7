import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { invites, schools, users } from "#db/schema";
import { deliverDue, transportName } from "#worker/mail/deliver";
import { clock, moment } from "#worker/mail/when";
import type { SentMail } from "../../mailchannels.ts";
import { Deployment, htmlOf, linksIn, queue, textOf } from "../../outbox.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
let post: Deployment;

beforeEach(async () => {
  people = await cast();
  post = new Deployment();
});

describe("the words of an invitation", () => {
  it("say who invited Joy, to which school, as what and until when", async () => {
    const mail = await mailed(people.priya, { role: "editor", staffType: "teaching_assistant" });
    for (const body of [textOf(mail), htmlOf(mail)]) {
      expect(body).toContain("Priya Shah invited you to Oakfield High");
      expect(body).toContain("Your role will be Editor, your staff type Teaching assistant.");
      expect(body).toMatch(/works once, until \w+day \d{1,2} \w+ \d{4} at \d\d:\d\d \(UK time\)/);
      expect(body).toContain("replaces this link");
      expect(body).toContain("You can ignore this mail");
    }
  });

  it("are other words for whoever registered the school", async () => {
    const mail = await mailed(people.priya, { role: "owner" }, true);
    expect(mail.subject).toBe("Finish registering Oakfield High");
    expect(mail.reply_to).toBeUndefined();
    expect(textOf(mail)).toContain("You will be its first Owner.");
    expect(linksIn(textOf(mail))).toHaveLength(1);
  });

  it("hold the link in the HTML as a button and in plain sight, and fetch nothing", async () => {
    const mail = await mailed(people.priya, {});
    const html = htmlOf(mail);
    const [link = ""] = linksIn(textOf(mail));
    expect(html).toMatch(/^<!doctype html><html lang="en-GB">/);
    expect(html.match(/href="([^"]+)"/g)).toEqual([`href="${link}"`, `href="${link}"`]);
    expect(html).toContain(`>${link}</a>`);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|form)|url\(|@import|src=/i);
    expect(html.match(/<table/g)?.length).toBe(
      html.match(/<table[^>]* role="presentation"/g)?.length,
    );
  });

  it("do not give a reply to somebody who has left the school", async () => {
    await bindings.DB.prepare("update memberships set status = 'inactive' where user_id = ?")
      .bind(people.tom.id)
      .run();
    const mail = await mailed(people.tom, {});
    expect(mail.subject).toContain("Tom Mills invited you");
    expect(mail.reply_to).toBeUndefined();
  });
});

describe("names that mean harm", () => {
  const nasty = [
    `Acme"><img src=x onerror=alert(1)><a href="https://evil.example/x">Click`,
    "Acme\r\nBcc: all@oakfield.example\r\n\r\nhttps://evil.example/accept/x\r\n",
    "Acme\u2028https://evil.example/\u2029\u0085https://evil.example/",
    "Acme \u202ehtap/elpmaxe.live//:sptth\u202c evil.example www.evil.example",
    "Acme h\u200bttps:/\u2060/evil.example",
    "</title><style>*{display:none}</style>",
  ];

  it.each(nasty)("stay words in a mail, as a school's: %j", async (name) => {
    await open(bindings.DB).update(schools).set({ name }).where(eq(schools.id, people.oakfield));
    expectHarmless(await mailed(people.priya, {}));
  });

  it.each(nasty)("stay words in a mail, as the inviter's: %j", async (familyName) => {
    await open(bindings.DB).update(users).set({ familyName }).where(eq(users.id, people.priya.id));
    expectHarmless(await mailed(people.priya, {}));
  });

  it("are left alone when they mean none", async () => {
    const name = "St. Mary's & St John’s C.E. Primary – Ysgol Gŵyr";
    await open(bindings.DB).update(schools).set({ name }).where(eq(schools.id, people.oakfield));
    const mail = await mailed(people.priya, {});
    expect(mail.subject).toBe(`Priya Shah invited you to ${name} on Staffroom`);
    expect(textOf(mail)).toContain(name);
    expect(htmlOf(mail)).toContain("St. Mary&#39;s &amp; St John’s");
  });
});

describe("how mail leaves", () => {
  it("is by MailChannels where there is a key, even beside a mailbox; never without an address to send from", () => {
    const none = { ...bindings, MAILBOX: undefined };
    expect(transportName(none)).toBe("not_configured");
    expect(transportName(bindings)).toBe("dev");
    expect(transportName({ ...bindings, MAILCHANNELS_API_KEY: "k" })).toBe("mailchannels");
    expect(
      transportName({
        ...none,
        MAILCHANNELS_API_KEY: "k",
        MAIL_FROM: "Oakfield <post@oakfield.example>",
      }),
    ).toBe("mailchannels");
    expect(transportName({ ...none, MAILCHANNELS_API_KEY: "k", MAIL_FROM: "the office" })).toBe(
      "not_configured",
    );
  });
});

describe("a moment", () => {
  it("is told in the school's own time", () => {
    expect(moment(Date.UTC(2026, 10, 24, 14, 5), "Europe/London")).toBe(
      "Tuesday 24 November 2026 at 14:05 (UK time)",
    );
    expect(moment(Date.UTC(2026, 6, 1, 23, 30), "Europe/London")).toBe(
      "Thursday 2 July 2026 at 00:30 (UK time)",
    );
    expect(moment(Date.UTC(2026, 10, 24, 14, 5), "Europe/Berlin")).toBe(
      "Tuesday 24 November 2026 at 15:05 (Central European Time)",
    );
    expect(moment(Date.UTC(2026, 10, 24, 14, 5), "Mars/Olympus")).toContain("UK time");
    expect(clock(Date.UTC(2026, 6, 1, 13, 6), "Europe/London")).toBe("14:06");
  });

  it("says by which clock where one night has it twice", () => {
    const [summer, winter] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
    expect(moment(summer, "Europe/London")).toBe(
      "Sunday 25 October 2026 at 01:30 (British Summer Time)",
    );
    expect(moment(winter, "Europe/London")).toBe(
      "Sunday 25 October 2026 at 01:30 (Greenwich Mean Time)",
    );
  });
});

async function mailed(
  by: Somebody,
  details: { role?: "editor" | "owner"; staffType?: "teaching_assistant" },
  isRegistration = false,
): Promise<SentMail> {
  const later = Date.now() + 60_000;
  const invite = await queue(by, details, later);
  if (isRegistration)
    await open(bindings.DB)
      .update(invites)
      .set({ invitedById: null })
      .where(eq(invites.id, invite.id));
  await deliverDue(post.env, by.school, later);
  const [received] = await post.received();
  if (!received) throw new Error("Nothing was sent.");
  return received.mail;
}

/** The only links are ours, nothing fakes a line or a tag, and headers are one line. */
function expectHarmless(mail: SentMail): void {
  const [text, html] = [textOf(mail), htmlOf(mail)];
  expect([mail.subject, mail.reply_to?.name].join()).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  expect(text.match(/https?:\/\/\S+/g)).toHaveLength(1);
  expect(linksIn(text)).toHaveLength(1);
  expect(text).not.toMatch(/evil\.example|@oakfield|[\u2028\u2029\u0085\u202e\u200b]/);
  expect(html).not.toMatch(/<(?:img|script)|evil\.example|onerror=(?!alert\(1\)&gt;)/i);
  expect(html.match(/href="/g)).toHaveLength(2);
  expect(html.match(/<style>/g)).toHaveLength(1);
}
