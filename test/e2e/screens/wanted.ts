import { screens } from "./screens.ts";

const usualSizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1366, height: 657 },
  { width: 1920, height: 1080 },
];

/** Taken where they are asked for: a tablet on its side, and the laptop's screen at 200 % and at 400 %. */
const sizesOnDemand = [
  { width: 1024, height: 768 },
  { width: 683, height: 328 },
  { width: 342, height: 164 },
];

/** Widths, and words that the names of screens must have, to look at those alone. */
const asked = (process.env.SCREENS ?? "").split(" ").filter(Boolean);
const isWidth = (word: string) =>
  [...usualSizes, ...sizesOnDemand].some(({ width }) => String(width) === word);
const [widths, words] = [asked.filter(isWidth), asked.filter((word) => !isWidth(word))];

export const wanted = screens.filter(({ name }) => words.every((word) => name.includes(word)));

export const sizes = [
  ...usualSizes,
  ...sizesOnDemand.filter(({ width }) => widths.includes(String(width))),
];

export const isWanted = (width: number) => widths.length === 0 || widths.includes(String(width));
