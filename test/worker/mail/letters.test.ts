import { describe, expect, it } from "vitest";
import { previews } from "#worker/mail/mailbox/previews";
import type { Words } from "#worker/mail/outgoing";
import { linksIn } from "../../outbox.ts";
import { origin } from "../../people.ts";

const letters = Object.entries(previews(origin, null));
const logo = `${origin}/logos/${crypto.randomUUID()}`;
const withLogo = previews(origin, logo);
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** What only a button needs, or says again: the title is the subject's matter. */
const ofHtmlAlone = ["If the button does not work, copy this address into your browser:"];

describe.each(letters)("the letter %s", (name, written) => {
  it("says in its text every sentence of its HTML", async () => {
    const { text, html } = await written;
    const plain = oneLine(text);
    const said = sentencesOf(html);
    expect(said.length).toBeGreaterThan(2);
    for (const sentence of said) expect(plain).toContain(sentence);
  });

  it("has in its text every link of its HTML, alone on a line, and no other", async () => {
    const { text, html } = await written;
    expect([...new Set(linksIn(text))].sort()).toEqual(hrefsIn(html));
  });

  it("fetches nothing, runs nothing, and is for light and dark", async () => {
    const { html } = await written;
    expect(html).not.toMatch(/<(?:img|script|link|iframe|form)|url\(|@import|src=|http-equiv/i);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  it("fetches the school's logo where it has one, from this site, and nothing else", async () => {
    const { text, html } = await withLogo[name as keyof typeof withLogo];
    expect(html.match(/<(?:img|script|link|iframe|form)\b|url\(|@import|src="[^"]*"/gi)).toEqual([
      "<img",
      `src="${logo}"`,
    ]);
    expect(html).toContain('alt="Oakfield High"');
    expect(text).toBe((await written).text);
  });

  it("has a subject of one line that fits", async () => {
    const { subject }: Words = await written;
    expect(subject).toMatch(/^[^\n\r]{5,120}$/);
  });
});

function sentencesOf(html: string): string[] {
  const paragraphs = [...html.matchAll(/<p\b[^>]*>(.*?)<\/p>/gs)].map(([, inner = ""]) => inner);
  const buttons = [...html.matchAll(/<td class="button"[^>]*>(.*?)<\/td>/gs)].map(
    ([, inner = ""]) => inner,
  );
  return [...paragraphs, ...buttons]
    .flatMap((inner) =>
      oneLine(inner.replace(/<br\s*\/?>/g, "\n").replace(/<[^>]+>/g, "")).split(/(?<=[.?!:]) /),
    )
    .map((sentence) =>
      sentence.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ""),
    )
    .flatMap(
      (sentence) => ofHtmlAlone.reduce((left, one) => left.replace(one, ""), sentence).trim() || [],
    );
}

function hrefsIn(html: string): string[] {
  return [...new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href))].sort();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
