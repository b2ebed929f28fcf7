import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, Stage } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** The narrowest screen that anybody reads mail on, CSS pixels. */
const width = 320;

describe.each(["light", "dark"] as const)("every mail in a %s mail program", (colorScheme) => {
  it("fits a screen of 320 px, and can be read there", async () => {
    const { page, faults } = await stage.window({ viewport: { width, height: 640 }, colorScheme });
    await page.goto(stage.url("/dev/mail/previews"));
    const addresses = await page
      .getByRole("link", { name: "Show as a mail program does" })
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of addresses) {
      await page.goto(stage.url(address));
      const seen = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        schemes: document.querySelector("meta[name=color-scheme]")?.getAttribute("content"),
        pictures: document.images.length,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      expect(seen, address).toEqual({
        width,
        schemes: "light dark",
        pictures: 0,
        paper: colorScheme === "dark" ? "rgb(21, 24, 22)" : "rgb(251, 250, 247)",
      });
      await expectAccessible(page, `${address} (${colorScheme})`);
    }
    expect(faults).toEqual([]);
  });
});
