import { expect, test, vi } from "vitest";
import { activityPage } from "../../../web/activity/on-page.ts";
import { invitesPage } from "../../../web/invites/on-page.ts";
import { createReader, keys } from "../../../web/ui/keys.ts";
import { usersPage } from "../../../web/users/on-page.ts";

// Icons cannot be drawn outside a browser.
vi.mock("lucide-solid/icons/mail", () => ({ default: null }));
vi.mock("lucide-solid/icons/users", () => ({ default: null }));
vi.mock("lucide-solid/icons/clipboard-clock", () => ({ default: null }));

const ofPages = [invitesPage, usersPage, activityPage].flatMap((page) => page.keys ?? []);
const everywhere = Object.values(keys).filter(({ where }) => where === "page");
const presses = [...everywhere, ...ofPages].map(({ press }): string => press);

test("two keys in turn go to a page; in between another key, a long wait or somebody else's key begins anew", () => {
  const read = createReader(() => presses);
  const typed = (...presses: [string | null, number][]) =>
    presses.map(([key, time]) => read(key, time));
  expect(typed(["g", 0], ["i", 100])).toEqual([null, "g i"]);
  expect(typed(["g", 0], ["x", 100], ["i", 200])).toEqual([null, null, null]);
  expect(typed(["g", 0], ["i", 5_000])).toEqual([null, null]);
  expect(typed(["g", 0], [null, 50], ["i", 100])).toEqual([null, null, null]);
  expect(typed(["g", 0], ["g", 50], ["u", 100])).toEqual([null, null, "g u"]);
  expect(typed(["g", 0], ["?", 100], ["/", 200], ["n", 300])).toEqual([null, "?", "/", "n"]);
  // An arrow is a row's, not the page's.
  expect(typed(["ArrowDown", 0])).toEqual([null]);
});

test("no two keys are the same, nor does one begin another", () => {
  const presses = [...Object.values(keys), ...ofPages].map(({ press }): string => press);
  expect(new Set(presses).size).toBe(presses.length);
  for (const one of presses)
    expect(presses.filter((other) => one.trim() && other.startsWith(`${one} `))).toEqual([]);
});
