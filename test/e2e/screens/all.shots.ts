import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Stage } from "../stage.ts";
import type { Screen } from "./screen.ts";
import { sheet } from "./sheet.ts";
import { type Cast, prepare, type State } from "./state.ts";
import { schemes, visit, windowOf } from "./visit.ts";
import { isWanted, sizes, wanted } from "./wanted.ts";

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
  it.runIf(isWanted(size.width))(`takes every screen at ${size.width} px`, async () => {
    const failed: string[] = [];
    const windows = new Map<keyof Cast | null, Page>();
    for (const scheme of Object.keys(schemes))
      await mkdir(join(folder, String(size.width), scheme), { recursive: true });
    for (const screen of wanted) {
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
          wanted.map(({ name }) => ({ name, file: `${size.width}/${scheme}/${fileOf(name)}` })),
        ),
      );
    expect(failed).toEqual([]);
  });

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
