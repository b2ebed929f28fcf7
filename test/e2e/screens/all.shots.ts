import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Stage } from "../stage.ts";
import type { Screen } from "./screen.ts";
import { screens } from "./screens.ts";
import { sheet } from "./sheet.ts";
import { type Cast, prepare, type State } from "./state.ts";
import { schemes, visit, windowOf } from "./visit.ts";

const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1366, height: 657 },
  { width: 1920, height: 1080 },
];
/** Words that a picture's size or name must have. */
const wanted = (process.env.SCREENS ?? "").split(" ").filter(Boolean);
const wantedSizes = wanted.filter((word) => sizes.some(({ width }) => String(width) === word));
const words = wanted.filter((word) => !wantedSizes.includes(word));
const shown = screens.filter(({ name }) => words.every((word) => name.includes(word)));
const folder = join(import.meta.dirname, "../../../screens");

let stage: Stage;
let state: State;
beforeAll(async () => {
  const linkSecret = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
  stage = await Stage.open({ LINK_SECRET: linkSecret });
  state = await prepare(stage, linkSecret);
});
afterAll(() => stage?.close());

for (const size of sizes)
  it.runIf(wantedSizes.length === 0 || wantedSizes.includes(String(size.width)))(
    `takes every screen at ${size.width} px`,
    async () => {
      const failed: string[] = [];
      const windows = new Map<keyof Cast | null, Page>();
      for (const scheme of Object.keys(schemes))
        await mkdir(join(folder, String(size.width), scheme), { recursive: true });
      for (const screen of shown) {
        const page = windows.get(screen.who) ?? (await windowOf(stage, state, screen.who, size));
        windows.set(screen.who, page);
        try {
          await take(page, screen, join(folder, String(size.width)));
        } catch (error) {
          failed.push(`${screen.name}: ${error instanceof Error ? error.message : error}`);
        }
        await page.context().setOffline(false);
      }
      for (const page of windows.values()) await page.context().close();
      for (const scheme of Object.keys(schemes))
        await writeFile(
          join(folder, `${size.width}-${scheme}.html`),
          sheet(
            `${size.width} px, ${scheme}`,
            shown.map(({ name }) => ({ name, file: `${size.width}/${scheme}/${fileOf(name)}` })),
          ),
        );
      expect(failed).toEqual([]);
    },
  );

/** One screen in every scheme. */
async function take(page: Page, screen: Screen, to: string) {
  await visit(page, stage, state, screen);
  for (const [scheme, media] of Object.entries(schemes)) {
    await page.emulateMedia(media);
    await page.screenshot({
      path: join(to, scheme, fileOf(screen.name)),
      fullPage: screen.isWhole === true,
      animations: "disabled",
    });
  }
}

function fileOf(name: string): string {
  return `${name.replace(/[^\w]+/g, "-")}.png`;
}
