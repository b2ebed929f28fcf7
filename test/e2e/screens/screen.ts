import type { Page } from "playwright-core";
import type { Cast, State } from "./state.ts";

/** A screen: who sees it where, and what they have done there. */
export interface Screen {
  name: string;
  who: keyof Cast | null;
  /** Of the site, or of the school of whoever looks. */
  at: (state: State) => string;
  act?: (page: Page) => Promise<unknown>;
  /** All of the page is of interest, not only what is in view. */
  isWhole?: boolean;
}

type More = Omit<Screen, "name" | "who" | "at">;
export type At = string | ((state: State) => string);

export const whole: More = { isWhole: true };

/** The screens of somebody. What they do there leaves everything as it is: other screens come after. */
export function of(who: Screen["who"], screens: Record<string, [At, More?]>): Screen[] {
  return Object.entries(screens).map(([name, [at, more]]) => ({
    name: `${who ?? "stranger"} ${name}`,
    who,
    at: typeof at === "string" ? () => at : at,
    ...more,
  }));
}

export const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).first().click();

export const inDialog = (name: string | RegExp) => (page: Page) =>
  page.getByRole("dialog").getByRole("button", { name }).first().click();

/** Ticks the rows that have these words in them, in phones after saying that one wants to. */
export const tick =
  (...words: string[]) =>
  async (page: Page) => {
    const row = page.locator("tr[data-id]", { hasText: words[0] });
    await row.first().waitFor();
    if ((await row.first().getByRole("checkbox").count()) === 0) {
      await press("Filter and sort")(page);
      await press("Tick several")(page);
      await page.keyboard.press("Escape");
    }
    // What may be done with those ticked lies over the lowest rows.
    for (const each of words)
      await page
        .locator("tr[data-id]", { hasText: each })
        .first()
        .getByRole("checkbox")
        .evaluate((box: HTMLElement) => box.click());
  };

export const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 720;

/** Does what a phone has no way to. */
export const atDesk =
  (act: (page: Page) => Promise<unknown>) =>
  async (page: Page): Promise<unknown> =>
    isPhone(page) ? undefined : act(page);

/** Does one thing after the other. */
export const after =
  (...acts: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page);
  };
