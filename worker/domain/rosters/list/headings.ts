import { headingOf, plainHeading } from "../../lists/headings.ts";
import type { ListField } from "../roster.ts";

/** What a heading of a staff or pupil list says of its column; of several for one thing the lowest rank is asked first. */
export interface Heading {
  field: ListField;
  rank: number;
}

const number = "(?:id|code|no|number|ref|reference)";

// As SIMS, Arbor, Bromcom, ScholarPack and iSAMS print them, and people who made their own.
const headings: [RegExp, ListField, number][] = [
  [/^staffroom id$/, "ownId", 0],
  [/^(?:upn|unique pupil (?:no|number))$/, "upn", 0],
  [/\b(?:emergency|parents?|carers?|kin|contacts?|former|manager)\b/, "ignore", 0],
  [/\b(?:mobile|cell)\b|\b(?:tele)?phone\b|^tel(?: no| number)?$/, "phone", 0],
  [/^(?:user ?name|network (?:name|login)|sam account name|log ?in(?: name)?)$/, "username", 0],
  [
    new RegExp(
      `^(?:staff|employee|payroll|personnel|pupil|student|admission|mis|person) ${number}$`,
    ),
    "id",
    0,
  ],
  [/^(?:adno|adm no|sourced ?id|external id|id)$/, "id", 1],
  [/^(?:title|salutation)$/, "title", 0],
  [/\b(?:job|post) titles?$|^(?:main|current) (?:job|post|role)$/, "job", 0],
  [/^(?:preferred )?middle ?names?$|^other names?$/, "middleName", 0],
  [
    /^(?:nc |curriculum |national curriculum )?(?:year|yr)(?: ?group)?(?: actual)?$|^grade$/,
    "yearGroup",
    0,
  ],
  [
    /^(?:reg|registration|tutor|form|class|teaching)(?: ?(?:group|form|class))?s?$|^groups?$|^classes$/,
    "group",
    0,
  ],
  [
    /^(?:staff |employment |user |pupil |student )?status$|^(?:is )?(?:active|current|on roll)$/,
    "status",
    0,
  ],
  [/^(?:leaving date|date of leaving|date left|leaver|left|dol)$/, "status", 1],
  [
    /\b(?:birth|dob|gender|sex|ethnicity|address|postcode|street|town|county|nationality|language|religion|sen|fsm|premium|start|joined|date|insurance|salary|age|seen|house|boarder|notes?|photo)\b/,
    "ignore",
    1,
  ],
];

/** What a heading says, in the words of MIS products; null for an unknown one. A list of pupils has no jobs, and a UPN of its own. */
export function listHeadingOf(cell: string, form: "staff" | "pupils"): Heading | null {
  const words = plainHeading(cell.replace(/^(?:pupil|student|staff|legal) (?=\w+ ?names?$)/i, ""));
  const own = headings.find(([pattern]) => pattern.test(words));
  const shared = headingOf(cell) ?? headingOf(words);
  // In a staff directory a UPN is what somebody signs in with: an address.
  if (own && !(own[1] === "upn" && form === "staff")) {
    const isEmail = shared?.field === "email" && shared.rank === 0 && own[1] === "ignore";
    if (!isEmail) return { field: own[1], rank: own[2] };
  }
  if (!shared) return null;
  return { field: shared.field === "other" ? "ignore" : shared.field, rank: shared.rank };
}

/** What only lists of pupils have, or only those of staff. */
export function formSaid(cell: string): "staff" | "pupils" | null {
  const words = plainHeading(cell);
  if (/\b(?:pupil|student|admission|adno|nc)\b|^(?:year|yr)(?: ?group)?$|^grade$/.test(words))
    return "pupils";
  const field = headingOf(cell)?.field;
  const isStaff = /\b(?:staff|employee|payroll)\b/.test(words);
  return isStaff || field === "job" || field === "role" ? "staff" : null;
}
