import { type Goal, goals } from "./goals.ts";
import { quantile } from "./loads.ts";

/** One measure, floor and product in turn. */
export interface Measure extends Goal {
  floor: number[];
  product: number[];
}

/** What has yet to be measured. */
export function empty(name: keyof typeof goals): Measure {
  return { ...goals[name], floor: [], product: [] };
}

/** Measures as a table, and under it why each goal was missed that was, and what has been tried. */
export function table(measures: readonly Measure[]): string {
  const missed = measures.filter((measure) => missedBy(measure) > 0);
  const whys = [...new Set(missed.map(({ why }) => why))];
  const named = (why: string) =>
    missed.flatMap((measure) => (measure.why === why ? measure.what : [])).join("; ");
  return [
    "| what | floor | product | ratio | goal | |",
    "| --- | --- | --- | --- | --- | --- |",
    ...measures.map(line),
    ...(whys.length > 0 ? ["", "Why what is missed is missed, and what was tried:", ""] : []),
    ...whys.map((why) => `- *${named(why)}*: ${why}`),
  ].join("\n");
}

/** Medians, ranges, and what has been come to. */
function line(measure: Measure): string {
  const { what, unit, floor, product, wanted } = measure;
  const cell = (values: number[]) =>
    `${round(quantile(values, 0.5))} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
  const by = missedBy(measure);
  const goal = `${isBetterLow(measure) ? "<=" : ">="} ${wanted}`;
  const verdict = by > 0 ? `missed by ${by.toFixed(2)}` : "met";
  return `| ${what}, ${unit} | ${cell(floor)} | ${cell(product)} | ${ratio(measure).toFixed(2)} | ${goal} | ${verdict} |`;
}

function missedBy(measure: Measure): number {
  const { unit, product, wanted } = measure;
  const value = unit === "times" ? quantile(product, 0.5) : ratio(measure);
  return isBetterLow(measure) ? value - wanted : wanted - value;
}

function ratio({ floor, product }: Measure): number {
  return quantile(product, 0.5) / quantile(floor, 0.5);
}

function isBetterLow({ unit }: Measure): boolean {
  return unit === "ms";
}

/** What stands above the table. */
export const preface = `# Benchmarks

Written by \`npm run bench\`. The floor is the least code that does the same on the same workerd and the same database: Hono, D1 with
the session looked up in it, partyserver; no rules, no roles, no mail. Floor and product take turns, through workerd's own socket.
The ratio is the product's figure by the floor's. \`test/worker/http/round-trips.test.ts\` holds what is asked of D1.
`;

function round(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return value.toFixed(value < 10 ? 2 : 1);
}
