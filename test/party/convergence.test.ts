import { expect, it } from "vitest";
import { bindings } from "../people.ts";
import { pinned, weather } from "../storm.ts";

const storms = Number((bindings as { STORMS?: string }).STORMS);
const seeds = Array.from({ length: storms }, (_, i) => i + 1);
const title =
  "every window equals what the server shows its role after each storm, without gap, double, or a word of another school (R4)";

it(title, { timeout: 900_000 }, async () => {
  expect(seeds.length).toBeGreaterThan(0);
  expect(await weather([...pinned, ...seeds])).toEqual([]);
});
