import type { Draw } from "./dice.ts";

/** Files by their names, as text or as bytes. */
export type Package = Record<string, string | Uint8Array>;

/** Something that happens to a file. */
export interface Mutation {
  name: string;
  /** Whether every row is still there, to be read or to be missed. */
  keepsRows: boolean;
  mutate(text: string, draw: Draw): string | Uint8Array;
}

const lines = (text: string) => text.split("\r\n");
const eachLine = (text: string, change: (cells: string[], line: number) => string[]) =>
  lines(text)
    .map((line, i) => (line === "" ? line : change(line.split(","), i).join(",")))
    .join("\r\n");

/** Sometimes a few, sometimes all but a few. */
const some = (draw: Draw) => (draw.below(2) === 0 ? 1 + draw.below(3) : 30);

const dates =
  "2026-09-01|01/09/2026|1/5/23|2026-02-30|99/99/9999|2026-09-01T00:00:00.000Z|soon|0000-00-00|1.9.2026|20260901|45171".split(
    "|",
  );
const odd =
  'true|TRUE|Yes|0|ext:librarian|Scheduled|#N/A|NULL|=1+1|"|""|,|🙂|\u0000|\u2028|<b>|__proto__|constructor|toString|guardian'.split(
    "|",
  );

export const mutations: Mutation[] = [
  {
    name: "two columns swapped",
    keepsRows: true,
    mutate: (text, draw) => {
      const [a, b] = [draw.below(8), draw.below(8)];
      return eachLine(text, (cells) => {
        [cells[a], cells[b]] = [cells[b] ?? "", cells[a] ?? ""];
        return cells;
      });
    },
  },
  {
    name: "a column missing",
    keepsRows: true,
    mutate: (text, draw) => {
      const gone = draw.below(10);
      return eachLine(text, (cells) => cells.filter((_, i) => i !== gone));
    },
  },
  {
    name: "a column doubled",
    keepsRows: true,
    mutate: (text, draw) => {
      const twice = draw.below(10);
      return eachLine(text, (cells) => [...cells, cells[twice] ?? ""]);
    },
  },
  {
    name: "headings in other words",
    keepsRows: true,
    mutate: (text, draw) => {
      const change = draw.pick([
        (heading: string) => heading.toUpperCase(),
        (heading: string) => heading.replace("date", "data"),
        (heading: string) => heading.replace(/,/g, " , "),
        (heading: string) => heading.replace(/Name/g, " name"),
        (heading: string) => heading.replace(/\w+/, "whatever"),
      ]);
      return text.replace(/^[^\r]*/, change);
    },
  },
  {
    name: "quotation marks",
    keepsRows: true,
    mutate: (text, draw) => {
      let changed = text;
      for (let left = some(draw); left > 0; left--) {
        const at = draw.below(changed.length);
        changed = changed.slice(0, at) + draw.pick(['"', '""', ',"', '",']) + changed.slice(at);
      }
      return changed;
    },
  },
  {
    name: "another delimiter",
    keepsRows: true,
    mutate: (text, draw) => text.replaceAll(",", draw.pick([";", "\t", "|", ", ", "，"])),
  },
  {
    name: "other ends of lines",
    keepsRows: true,
    mutate: (text, draw) => text.replaceAll("\r\n", draw.pick(["\n", "\r", "\r\n\r\n", "\n\r\n"])),
  },
  {
    name: "another encoding",
    keepsRows: true,
    mutate: (text, draw) =>
      draw.pick([utf16le, utf16be, windows1252, withMark, garbled(draw)])(text),
  },
  {
    name: "references to nobody",
    keepsRows: true,
    mutate: (text, draw) => {
      const who = `${draw.below(9)}`;
      return text.replaceAll(`-${who}`, `-${draw.pick(["nobody", "", "1", "é", " "])}`);
    },
  },
  {
    name: "dates of all kinds",
    keepsRows: true,
    mutate: (text, draw) => {
      const column = draw.below(9);
      return eachLine(text, (cells, line) => {
        if (line > 0) cells[column] = draw.pick(dates);
        return cells;
      });
    },
  },
  {
    name: "odd cells",
    keepsRows: true,
    mutate: (text, draw) => {
      const column = draw.below(9);
      return eachLine(text, (cells, line) => {
        if (line > 0 && draw.below(3) === 0) cells[column] = draw.pick(odd);
        return cells;
      });
    },
  },
  {
    name: "lines missing",
    keepsRows: false,
    mutate: (text, draw) =>
      lines(text)
        .filter(() => draw.below(4) > 0)
        .join("\r\n"),
  },
  {
    name: "lines doubled, or in another order",
    keepsRows: true,
    mutate: (text, draw) => {
      const [heading, ...rest] = lines(text);
      return [heading, ...(draw.below(2) ? rest.reverse() : [...rest, ...rest])].join("\r\n");
    },
  },
  {
    name: "the end cut off",
    keepsRows: false,
    mutate: (text, draw) => text.slice(0, draw.below(text.length)),
  },
  {
    name: "noise",
    keepsRows: false,
    mutate: (text, draw) => {
      const bytes = new TextEncoder().encode(text);
      for (let left = some(draw); left > 0; left--)
        bytes[draw.below(bytes.length)] = draw.below(256);
      return bytes;
    },
  },
  {
    name: "a cell without end",
    keepsRows: false,
    mutate: (text, draw) => {
      const at = draw.below(text.length);
      return text.slice(0, at) + draw.pick(["x", ",", '"', "é"]).repeat(30_000) + text.slice(at);
    },
  },
];

export function utf16le(text: string): Uint8Array {
  return new Uint8Array(
    new Uint16Array([...`\ufeff${text}`].map((one) => one.charCodeAt(0))).buffer,
  );
}

export function utf16be(text: string): Uint8Array {
  const bytes = utf16le(text);
  for (let i = 0; i < bytes.length; i += 2)
    [bytes[i], bytes[i + 1]] = [bytes[i + 1] as number, bytes[i] as number];
  return bytes;
}

/** Good for letters with accents; a curly apostrophe becomes 0x92. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from([...text], (one) => (one === "’" ? 0x92 : one.charCodeAt(0) & 0xff));
}

export function withMark(text: string): Uint8Array {
  return new TextEncoder().encode(`\ufeff${text}`);
}

/** UTF-8 in which some letters are not. */
function garbled(draw: Draw) {
  return (text: string) => {
    const bytes = new TextEncoder().encode(text);
    for (let left = 3; left > 0; left--) bytes[draw.below(bytes.length)] = 0xe9;
    return bytes;
  };
}

/** What can become of a zip on its way. */
export function damage(zip: Uint8Array, draw: Draw): Uint8Array {
  const bytes = zip.slice();
  const kind = draw.below(4);
  if (kind === 0) return bytes.subarray(0, draw.below(bytes.length));
  if (kind === 1) return bytes.subarray(draw.below(200));
  const hits = kind === 2 ? 1 : 20;
  for (let left = hits; left > 0; left--) bytes[draw.below(bytes.length)] = draw.below(256);
  return bytes;
}
