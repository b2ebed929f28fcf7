import { beforeEach, describe, expect, it } from "vitest";
import { deliverDue } from "#worker/mail/deliver";
import { png } from "../../files/pictures.ts";
import { invite, tokenOf } from "../../links.ts";
import { Deployment, htmlOf, queue, textOf } from "../../outbox.ts";
import { ask, bindings, type Cast, cast, origin, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

async function setLogo(by: Somebody): Promise<string> {
  const answer = await by.ask(`/api/schools/${by.school}/logo`, { method: "PUT", body: png() });
  return ((await answer.json()) as { school: { logo: { url: string } } }).school.logo.url;
}

const pictureOf = (url: string) => `<img class="logo" src="${url}" alt="" width="40" height="40"/>`;
const letters = '<span class="monogram" aria-hidden="true">OH</span>';

async function page(path: string): Promise<string> {
  return (await ask(path)).text();
}

describe("the logo of Oakfield High", () => {
  it("stands on its set-up and dead-link pages in the place of its letters", async () => {
    const { priya } = people;
    const sent = await invite(priya);
    const link = `/accept/${tokenOf(sent)}`;
    expect(await page(link)).toContain(letters);
    const url = await setLogo(priya);
    const shown = await page(link);
    expect(shown).toContain(pictureOf(url));
    expect(shown).not.toContain(letters);
    expect((await ask(link)).headers.get("Content-Security-Policy")).toContain("img-src 'self'");
    await priya.call("PUT", `/invites/${sent.id}/revocation`);
    const dead = await page(link);
    expect(dead).toContain("This invite was withdrawn");
    expect(dead).toContain(pictureOf(url));
    await priya.call("DELETE", "/logo");
    expect(await page(link)).toContain(letters);
  });

  it("stands on the sign-in page that leads to it, and nowhere else", async () => {
    const { priya, oakfield, fernhill } = people;
    const url = await setLogo(priya);
    for (const next of [`/s/${oakfield}`, `/s/${oakfield}/invites`, `/s/${oakfield}?q=x`]) {
      const html = await page(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(html, next).toContain(pictureOf(url));
      expect(html, next).toContain("<title>Sign in - Oakfield High</title>");
    }
    for (const next of ["/", `/s/${fernhill}`, `/s/${oakfield}x`, `/s/${crypto.randomUUID()}`])
      expect(await page(`/sign-in?next=${encodeURIComponent(next)}`), next).not.toContain(
        "/logos/",
      );
    const plain = (next: string) => page(`/sign-in?next=${next}`);
    const unknown = crypto.randomUUID();
    expect((await plain(`/s/${unknown}`)).replaceAll(`/s/${unknown}`, "/")).toBe(await plain("/"));
  });

  it("heads its mail, with its name where pictures are not shown, and is all that a mail fetches", async () => {
    const { priya } = people;
    const url = await setLogo(priya);
    const html = htmlOf(await mailed(priya));
    expect(html.match(/<img[^>]*>/g)).toEqual([
      expect.stringContaining(`src="${origin}${url}" alt="Oakfield High" height="40"`),
    ]);
    expect(html).not.toMatch(/<(?:script|link|iframe|form)|url\(|@import/i);
    expect(html.match(/src=/g)).toHaveLength(1);
  });

  it("leaves the words of its mail as they are", async () => {
    const { priya } = people;
    await setLogo(priya);
    const text = textOf(await mailed(priya));
    expect(text).toContain("Priya Shah invited you to Oakfield High");
    expect(text).not.toContain("/logos/");
  });

  it("has a name in mail that cannot pass for an address", async () => {
    const { priya, oakfield } = people;
    await setLogo(priya);
    await bindings.DB.prepare("update schools set name = ? where id = ?")
      .bind('Oak"><script> www.evil.example', oakfield)
      .run();
    const html = htmlOf(await mailed(priya));
    expect(html.match(/<img[^>]*>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|www\.evil\.example/);
  });
});

async function mailed(by: Somebody) {
  const post = new Deployment();
  const later = Date.now() + 60_000;
  await queue(by, {}, later);
  await deliverDue(post.env, by.school, later);
  const [received] = await post.received();
  if (!received) throw new Error("Nothing was sent.");
  return received.mail;
}
