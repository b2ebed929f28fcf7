import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { png } from "../../files/pictures.ts";
import { expectAccessible, people, Stage } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** The narrowest screen that anybody reads mail on, CSS pixels. */
const width = 320;

/** A wordmark, twelve times as wide as it is high, and a crest, twice as high as it is wide; in pixels. */
const logos = { wordmark: [600, 50], crest: [100, 200] } as const;

describe.each(["light", "dark"] as const)("every mail in a %s mail program", (colorScheme) => {
  it("fits a screen of 320 px, and can be read there", async () => {
    const { page, faults } = await stage.window({ viewport: { width, height: 640 }, colorScheme });
    for (const address of await previewsIn(page)) {
      await page.goto(stage.url(address));
      const seen = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        schemes: document.querySelector("meta[name=color-scheme]")?.getAttribute("content"),
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      expect(seen, address).toEqual({
        width,
        schemes: "light dark",
        paper: colorScheme === "dark" ? "rgb(21, 24, 22)" : "rgb(251, 250, 247)",
      });
      await expectAccessible(page, `${address} (${colorScheme})`);
    }
    expect(faults).toEqual([]);
  });
});

describe.each(Object.entries(logos))("every mail of a school with a %s", (_, [wide, high]) => {
  it("shows it on a screen of 320 px in its own shape, and fits", async () => {
    const priya = await stage.signedIn(people.priya);
    await saveLogo(priya.page, png(wide, high));
    const { page, faults } = await stage.window({ viewport: { width, height: 640 } });
    for (const address of await previewsIn(page)) {
      await page.goto(stage.url(address));
      const logo = page.getByAltText("Oakfield High");
      await expect
        .poll(() => logo.evaluate((image) => (image as HTMLImageElement).naturalWidth))
        .toBe(wide);
      const shown = await logo.boundingBox();
      expect((shown?.width ?? 0) / (shown?.height ?? 1), address).toBeCloseTo(wide / high, 1);
      expect(shown?.height, address).toBeLessThanOrEqual(40);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(() => document.images.length)).toBe(1);
    }
    expect([...priya.faults, ...faults]).toEqual([]);
  });
});

/** Where each mail is shown as a mail program shows it. */
async function previewsIn(page: Page): Promise<string[]> {
  await page.goto(stage.url("/dev/mail/previews"));
  const addresses = await page
    .getByRole("link", { name: "Show as a mail program does" })
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(10);
  return addresses;
}

async function saveLogo(page: Page, picture: Uint8Array): Promise<void> {
  const status = await page.evaluate(
    async (bytes) => {
      const answer = await fetch(`/api/schools/${location.pathname.split("/")[2]}/logo`, {
        method: "PUT",
        headers: { "Content-Type": "image/png" },
        body: new Uint8Array(bytes),
      });
      return answer.status;
    },
    [...picture],
  );
  expect(status).toBe(200);
}
