import type { Row } from "../../lists/cells.ts";
import { tidyLine } from "../../text/hidden.ts";
import type { Oddities } from "../oddities.ts";
import { Refused, refuse } from "../refused.ts";

/** A table's columns: all that are known, and those without which nothing can be read. */
export interface Columns {
  known: readonly string[];
  needed: readonly string[];
}

/**
 * Where each known column stands. Capitals, spaces, and slips seen in real files are forgiven; of two columns for one thing the first
 * is read. Refuses a heading without a column that is needed, naming each.
 */
export function headingOf(
  { cells, line }: Row,
  file: string,
  { known, needed }: Columns,
  oddities: Oddities,
): Map<string, number> {
  const at = { file, line };
  const found = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const header = tidyLine(cell);
    const name = known.includes(header) ? header : known.find((one) => isMeant(header, one));
    if (name === undefined) {
      if (header !== "" && !header.toLowerCase().startsWith("metadata."))
        oddities.add(header, at, `The column “${short(header)}” is not known and was not read.`);
      // What an MIS adds of its own may hold a UPN.
      else if (!found.has(header)) found.set(header, index);
    } else if (found.has(name)) {
      oddities.add(name, at, `The column “${name}” stands there twice; the first was read.`);
    } else {
      if (name !== header)
        oddities.add(name, at, `The column “${short(header)}” was read as “${name}”.`);
      found.set(name, index);
    }
  }
  const missing = needed.filter((name) => !found.has(name));
  if (missing.length === known.length || (missing.length > 0 && found.size === 0))
    refuse(
      "unreadable",
      file,
      `The first line should name the columns, such as “${needed[0]}”.`,
      line,
    );
  if (missing.length > 0)
    throw new Refused(
      "unreadable",
      missing.map((name) => ({ ...at, text: `The column “${name}” is missing, and needed.` })),
    );
  return found;
}

const slips: Record<string, string> = {
  datalastmodified: "dateLastModified",
  prefferedgivenname: "preferredGivenName",
  prefferedmiddlename: "preferredMiddleName",
  prefferedfamilyname: "preferredFamilyName",
  orgsourcedid: "schoolSourcedId",
  id: "sourcedId",
};

function isMeant(header: string, name: string): boolean {
  const words = squeezed(header);
  return words === squeezed(name) || slips[words] === name;
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Nobody needs to read more of it. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
