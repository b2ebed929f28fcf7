import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

interface Layer {
  includes: string[];
  linter: {
    rules: { style: { noRestrictedImports: { options: { patterns?: { group: string[] }[] } } } };
  };
}

const { overrides } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8")) as {
  overrides: Layer[];
};

/** What the files of a layer may not import. */
const forbidden = (layer: Layer) =>
  layer.linter.rules.style.noRestrictedImports.options.patterns?.flatMap(({ group }) => group) ??
  [];

const layers = overrides.filter((layer) => forbidden(layer).includes("**/nouns.ts"));
const [nouns] = layers.filter((layer) => forbidden(layer).includes("../*/page.tsx"));
const below = layers.filter((layer) => layer !== nouns);

it("knows every folder of the dashboard that announces a noun or a page: no layer below imports it, nor it another's page", () => {
  const folders = globSync("web/*/{noun,on-page}.ts", { cwd: root })
    .map((file) => basename(dirname(file)))
    .filter((folder) => !below.some(({ includes }) => includes.includes(`web/${folder}/**`)));
  expect(folders).toContain("invites");
  for (const folder of folders) {
    expect(nouns?.includes, folder).toContain(`web/${folder}/**`);
    for (const layer of below)
      expect(forbidden(layer), `${layer.includes} of ${folder}`).toContain(`**/${folder}/**`);
  }
  expect(below.length).toBeGreaterThan(4);
});
