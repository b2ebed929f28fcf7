import { type Role, roles } from "../roles.ts";
import { type StaffType, staffTypeNames, staffTypes } from "../users/staff.ts";

/** Longer than this no role or post is, in UTF-16 units. */
const longest = 100;

/** The role that a cell names in the product's own words; null for any other: what is not sure gives no rights. */
export function readRole(text: string): Role | null {
  return roles.find((role) => role === plain(text)) ?? null;
}

/**
 * What somebody does, in the product's words or in those that schools use for it; null where two are meant or none is
 * sure.
 */
export function readStaffType(text: string): StaffType | null {
  if (text.length > longest) return null;
  const parts = text.replace(/\([^()]*\)/g, " ").split(/[/,;&+]|\s\p{Pd}\s|\sand\s/u);
  const meant = new Set(parts.map(meaningOf).filter((staffType) => staffType !== null));
  return meant.size === 1 ? ([...meant][0] ?? null) : null;
}

/** Whether this says what somebody does or may do, and no more. */
export function isRemark(text: string): boolean {
  return !text.includes("@") && (readRole(text) !== null || readStaffType(text) !== null);
}

function meaningOf(part: string): StaffType | null {
  const words = plain(part);
  return ours.get(words) ?? meanings.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Lower case, without dashes or dots. All the words looked for are English. */
function plain(text: string): string {
  if (text.length > longest) return "";
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\bco ordinator\b/, "coordinator");
}

const ours = new Map(
  staffTypes.flatMap((type) => [[plain(type), type] as const, [plain(staffTypeNames[type]), type]]),
);

// A head or deputy of a year or department leads no school, so these end where the words do.
const head = "(?:head ?(?:teacher|master|mistress)?|principal)";
// Ta is a surname, too, and may follow nothing else.
const where = "(?:(?:year|ks|y|level) ?\\d|eyfs|send?|cover|class|1 1|senior|lead)";
const not =
  "(?!.*\\b(?:head|deputy|assistant|student|trainee|former|retired|ex|clerk|secretary|pa)\\b)";

const meanings: [StaffType, RegExp][] = [
  ["headteacher", new RegExp(`^(?:(?:acting|interim|executive|co) )?${head}$|^head of school$`)],
  ["slt", new RegExp(`^(?:(?:acting|senior) )?(?:deputy|assistant|vice) ${head}$`)],
  ["slt", /^(?:smt|senior (?:leadership|management)(?: team)?|senior leader)$/],
  [
    "teaching_assistant",
    /^(?:[a-z0-9 ]+ )?(?:teaching|learning support|classroom) assistants?(?: (?:level )?[1-4])?$/,
  ],
  [
    "teaching_assistant",
    new RegExp(`^(?:${where} )?(?:hlta|ta|lsa|aide)s?(?: ?(?:level )?[1-4])?$`),
  ],
  ["teacher", new RegExp(`^${not}(?:[a-z0-9 ]+ )?teachers?(?: of [a-z ]+)?$`)],
  ["teacher", /^(?:ect|nqt|early career teacher)s?$/],
  ["governor", new RegExp(`^${not}(?:[a-z ]+ )?governors?$`)],
  ["technician", new RegExp(`^${not}(?:[a-z ]+ )?technicians?$`)],
  ["ict_coordinator", /^(?:ict|it|computing) (?:coordinator|lead|leader)s?$/],
  [
    "school_office",
    /^(?:school |office )?(?:office|admin|administrat(?:or|ion)|secretary|receptionist)$|^office manager$/,
  ],
  ["school_office", /^(?:office|admin|administrative) (?:officer|assistant|staff)$/],
];
