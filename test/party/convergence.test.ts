import { expect, it } from "vitest";
import { pinned, weather } from "../storm.ts";

const seeds = Array.from({ length: 500 }, (_, i) => i + 1);
const title =
  "every window equals what the server shows its role after 500 storms, without gap, double, or a word of another school (R4)";

it(title, { timeout: 900_000 }, async () => {
  expect(await weather([...pinned, ...seeds])).toEqual([]);
});
