import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, rulesOfColour, Stage } from "../stage.ts";
import { type Cast, prepare, type State } from "./state.ts";
import { tooSmall } from "./targets.ts";
import { schemes, visit, windowOf } from "./visit.ts";
import { isWanted, wanted } from "./wanted.ts";

let stage: Stage;
let state: State;
beforeAll(async () => {
  const linkSecret = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
  stage = await Stage.open({ LINK_SECRET: linkSecret });
  state = await prepare(stage, linkSecret);
});
afterAll(() => stage?.close());

const phone = 390;

describe.each([
  { width: 1366, height: 657 },
  { width: phone, height: 844 },
])("[U3] at $width by $height", (size) => {
  const windows = new Map<keyof Cast | null, Page>();
  afterAll(async () => {
    for (const page of windows.values()) await page.context().close();
  });

  it.runIf(isWanted(size.width)).each(wanted)(
    "everybody can use $name, in every scheme of colours",
    async (screen) => {
      const page = windows.get(screen.who) ?? (await windowOf(stage, state, screen.who, size));
      windows.set(screen.who, page);
      await page.context().setOffline(false);
      await visit(page, stage, state, screen);
      // On a phone, sheets alone are put otherwise than what is looked at on the wider screen.
      const isLookedAt = size.width > phone || (await page.locator('[role$="dialog"]').count()) > 0;
      for (const [scheme, media] of Object.entries(isLookedAt ? schemes : {})) {
        await page.emulateMedia(media);
        // Of all that axe looks at, colours alone differ from one to the other.
        const rules = scheme === "light" ? [] : rulesOfColour;
        await expectAccessible(page, `${screen.name}, ${scheme}`, rules);
      }
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWide, "wider than the screen").toBe(false);
      expect(await buttonsOutOfView(page), "a dialog's buttons out of view").toEqual([]);
      if (size.width === phone) expect(await tooSmall(page), "under 44 pixels").toEqual([]);
      const hidden = page.locator('input[type="password"]:not(:has(~ [aria-label^="Show"]))');
      expect(await hidden.count(), "passwords that cannot be shown").toBe(0);
      expect(await page.locator(".nav-count", { hasText: /^0\b/ }).count(), "counts of 0").toBe(0);
    },
  );
});

/** The buttons at the foot of the dialog that is open, as far as one has to look for them [U5]. */
function buttonsOutOfView(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role$="dialog"] .form-foot button')].flatMap(
      (button) => {
        const { top, bottom, left, right } = button.getBoundingClientRect();
        const isInView = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
        return isInView ? [] : [button.textContent];
      },
    ),
  );
}
