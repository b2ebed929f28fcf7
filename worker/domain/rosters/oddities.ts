import type { At, Remark } from "./roster.ts";

/** So many of a kind are shown, and so many in all; the rest are counted. */
const shownOfKind = 3;
const shown = 200;

/** What is odd in a file and was read all the same. */
export class Oddities {
  readonly #kinds = new Map<string, { remarks: Remark[]; more: number }>();

  /** `kind` tells oddities apart that would otherwise fill the page. */
  add(kind: string, at: At | { file: string; line: null }, text: string): void {
    const key = `${at.file}\n${kind}`;
    const known = this.#kinds.get(key) ?? { remarks: [], more: 0 };
    if (known.remarks.length < shownOfKind)
      known.remarks.push({ file: at.file, line: at.line, text });
    else known.more += 1;
    this.#kinds.set(key, known);
  }

  /** The first of each kind, and how many more there are. */
  told(): { warnings: Remark[]; moreWarnings: number } {
    const kinds = [...this.#kinds.values()];
    const all = kinds.flatMap(({ remarks, more }) => [...remarks, ...rest(remarks, more)]);
    const beyond = kinds.reduce((sum, { more }) => sum + more, 0);
    return {
      warnings: all.slice(0, shown),
      moreWarnings: beyond + Math.max(0, all.length - shown),
    };
  }
}

function rest([first]: readonly Remark[], more: number): Remark[] {
  if (!first || more === 0) return [];
  const lines = more === 1 ? "One more line is" : `${more.toLocaleString("en-GB")} more lines are`;
  return [{ file: first.file, line: null, text: `${lines} like line ${first.line}.` }];
}
