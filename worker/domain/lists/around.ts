import { isName } from "./names.ts";
import { isRemark } from "./words.ts";

/** What stands around an address, told apart. */
interface Around {
  /** "" for none. */
  name: string;
  /** What else is said of somebody. */
  remarks: string[];
  /** Of that, what may give a role: in a name or in brackets, an Admin is somebody in the office. */
  rights: string[];
}

/**
 * The name among the words before and behind an address. No single word behind one is taken for a name, nor one before a
 * colon, where groups are named.
 */
export function around(before: string, behind: string): Around {
  const [plain, ...rest] = before.split(":");
  const labelled = rest.length > 0;
  const label = labelled ? chunksOf(plain ?? "") : [];
  const front = chunksOf(labelled ? rest.join(" ") : before);
  const back = chunksOf(behind);
  const asides = [...asidesOf(before), ...asidesOf(behind)];
  const name =
    front.find(isPerson) ??
    [...back, ...label, ...asides].find((chunk) => chunk.includes(" ") && isPerson(chunk)) ??
    "";
  return {
    name,
    remarks: [...front, ...back, ...label, ...asides].filter((chunk) => chunk !== name),
    rights: back,
  };
}

function isPerson(chunk: string): boolean {
  return isName(chunk) && (chunk.includes(",") || !isRemark(chunk));
}

/** Stretches between dashes, slashes, bars and colons; a remark after a comma apart from the name before it. */
function chunksOf(text: string): string[] {
  return unnumbered(text.replace(aside, " | "))
    .split(/[:|\t]|(?:^|\s)[\p{Pd}/]+(?=\s|$)/u)
    .flatMap((chunk) => {
      const comma = chunk.lastIndexOf(",");
      return isRemark(chunk.slice(comma + 1))
        ? [chunk.slice(0, Math.max(comma, 0)), chunk.slice(comma + 1)]
        : [chunk];
    })
    .map(trimmed)
    .filter(Boolean);
}

const aside = /[([{]([^()[\]{}]*)[)\]}]/g;

function asidesOf(text: string): string[] {
  return [...text.matchAll(aside)].map(([, inside = ""]) => trimmed(inside)).filter(Boolean);
}

function trimmed(chunk: string): string {
  return chunk
    .trim()
    .replace(/^[\s"'“”‘’«».,;*_]+/, "")
    .replace(/(?<![\s"'“”‘’«»,;*_])[\s"'“”‘’«»,;*_]+$/, "");
}

const bullet =
  /^\s*(?:[>•·▪◦‣●○■□☐☑✓✔➢]+|[*+\p{Pd}]+(?=\s)|\(?\d{1,4}[.)](?=\s|$)|\(?[a-z]\)(?=\s)|\d{1,4}(?=\s+\p{L})|\[[ x]?\](?=\s))\s*/iu;

/** Without the bullets, numbers, boxes and marks of quoting that lines begin with. */
function unnumbered(text: string): string {
  let line = text;
  for (let next = line.replace(bullet, ""); next !== line; next = line.replace(bullet, ""))
    line = next;
  return line;
}
