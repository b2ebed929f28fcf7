import type { Row } from "../../lists/cells.ts";
import type { Oddities } from "../oddities.ts";
import type { Source } from "../source.ts";
import { textOf } from "./decode.ts";
import { delimiterOf } from "./delimiter.ts";
import { type Layout, rowsIn } from "./rows.ts";

/** A source's rows. Whoever finds the heading says in the layout how wide it is. */
export function openRows(
  source: Source,
  oddities: Oddities,
): { rows: Generator<Row, undefined>; layout: Layout } {
  const layout = { delimiter: ",", width: 0 };
  return { rows: rowsIn(sniffed(textOf(source, oddities), layout), source.name, layout), layout };
}

/** The first portion tells what parts the cells. */
function* sniffed(portions: Iterable<string>, layout: Layout): Generator<string> {
  let isFirst = true;
  for (const portion of portions) {
    if (isFirst) layout.delimiter = delimiterOf(portion);
    if (portion !== "") isFirst = false;
    yield portion;
  }
}
