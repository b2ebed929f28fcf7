import type { Page } from "playwright-core";
import type { Stage } from "../stage.ts";
import type { Screen } from "./screen.ts";
import type { Cast, State } from "./state.ts";

/** What a person's system may ask of colours. */
export const schemes = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
  "forced-dark": { colorScheme: "dark", forcedColors: "active" },
} as const;

export interface Size {
  width: number;
  height: number;
}

/** A window of whoever looks at screens. What they leave unfinished is left. */
export async function windowOf(
  stage: Stage,
  state: State,
  who: keyof Cast | null,
  viewport: Size,
): Promise<Page> {
  const options = { viewport, hasTouch: viewport.width < 500 };
  const { page } = who
    ? await stage.signedIn(state.cast[who], options)
    : await stage.window(options);
  page.setDefaultTimeout(8_000);
  page.on("dialog", (dialog) => void dialog.accept());
  return page;
}

/** Opens a screen in the light scheme and does what is done there. What moves has come to rest. */
export async function visit(page: Page, stage: Stage, state: State, { who, at, act }: Screen) {
  const school = new URL(page.url()).pathname.split("/")[2];
  await page.emulateMedia({ ...schemes.light, reducedMotion: "reduce" });
  await page.goto(stage.url(who ? `/s/${school}/${at(state)}` : at(state)));
  if (who) await page.locator("main .top h1, .dialog-title").first().waitFor();
  await page.waitForTimeout(who ? 900 : 100);
  await act?.(page);
  await page.waitForTimeout(act ? 700 : 0);
}
