import { quantile } from "./loads.ts";

/** One measure, floor and product in turn. */
export interface Measure {
  what: string;
  unit: "a second" | "ms";
  floor: number[];
  product: number[];
  /** The product as a multiple of the floor: at least, of what is better higher, or at most. */
  goal: number | null;
}

/** A measure as a line of the table: medians, ranges, and their ratio. */
export function line({ what, unit, floor, product, goal }: Measure): string {
  const cell = (values: number[]) =>
    `${round(quantile(values, 0.5))} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
  const ratio = quantile(product, 0.5) / quantile(floor, 0.5);
  const isMet = goal === null || (unit === "ms" ? ratio <= goal : ratio >= goal);
  const sign = unit === "ms" ? "<=" : ">=";
  const wanted = goal === null ? "" : `${sign} ${goal}: ${isMet ? "met" : "missed"}`;
  return `| ${what}, ${unit} | ${cell(floor)} | ${cell(product)} | ${ratio.toFixed(2)} | ${wanted} |`;
}

/** What stands above the table. */
export const preface = `# Benchmarks

Written by \`npm run bench\`. The floor is the least code that does the same on the same workerd and the same database: Hono, D1 with
the session looked up in it, partyserver; no rules, no roles, no mail. Floor and product take turns, through workerd's own socket.
`;

export const head = "| what | floor | product | ratio | goal |\n| --- | --- | --- | --- | --- |";

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
