import { screens } from "./screens.ts";

export const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1366, height: 657 },
  { width: 1920, height: 1080 },
];

/** Widths, and words that the names of screens must have, to look at those alone. */
const asked = (process.env.SCREENS ?? "").split(" ").filter(Boolean);
const isWidth = (word: string) => sizes.some(({ width }) => String(width) === word);
const [widths, words] = [asked.filter(isWidth), asked.filter((word) => !isWidth(word))];

export const wanted = screens.filter(({ name }) => words.every((word) => name.includes(word)));

export const isWanted = (width: number) => widths.length === 0 || widths.includes(String(width));
