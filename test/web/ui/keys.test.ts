import { expect, test } from "vitest";
import { createReader, keyNames, keys } from "../../../web/ui/keys.ts";

test("two keys in turn go to a page; in between another key, a long wait or somebody else's key begins anew", () => {
  const read = createReader();
  const typed = (...presses: [string | null, number][]) =>
    presses.map(([key, time]) => read(key, time));
  expect(typed(["g", 0], ["i", 100])).toEqual([null, "invites"]);
  expect(typed(["g", 0], ["x", 100], ["i", 200])).toEqual([null, null, null]);
  expect(typed(["g", 0], ["i", 5_000])).toEqual([null, null]);
  expect(typed(["g", 0], [null, 50], ["i", 100])).toEqual([null, null, null]);
  expect(typed(["g", 0], ["g", 50], ["u", 100])).toEqual([null, null, "users"]);
  expect(typed(["g", 0], ["?", 100], ["/", 200], ["n", 300])).toEqual([
    null,
    "keys",
    "search",
    "invite",
  ]);
  // An arrow is a row's, not the page's.
  expect(typed(["ArrowDown", 0])).toEqual([null]);
});

test("no two keys are the same, nor does one begin another", () => {
  const presses = keyNames.map((name) => keys[name].press as string);
  expect(new Set(presses).size).toBe(presses.length);
  for (const one of presses)
    expect(presses.filter((other) => one.trim() && other.startsWith(`${one} `))).toEqual([]);
});
