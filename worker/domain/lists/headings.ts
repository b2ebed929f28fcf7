import { latin } from "../text/latin.ts";

/** What a column holds; `other` is known to be about something or somebody else. */
export type Field = "email" | "givenName" | "familyName" | "name" | "role" | "job" | "other";

export interface Heading {
  field: Field;
  /** Of several columns for one thing the lowest is asked first. */
  rank: number;
}

/** What a heading says of its column, as mail programs, directories and staff lists write them; null for an unknown one. */
export function headingOf(cell: string): Heading | null {
  const words = plainHeading(cell);
  const found = headings.find(([pattern]) => pattern.test(words));
  return found ? { field: found[1], rank: found[2] } : null;
}

const given = "(?:first|fore|given|christian) ?names?";
const family = "(?:sur|family|last|second) ?names?";

const headings: [RegExp, Field, number][] = [
  [new RegExp(`^(?:preferred|chosen) ${given}$|^known as$`), "givenName", 0],
  [new RegExp(`^${given}$|^first$`), "givenName", 1],
  [new RegExp(`^legal ${given}$`), "givenName", 2],
  [new RegExp(`^(?:preferred|chosen) ${family}$`), "familyName", 0],
  [new RegExp(`^${family}$|^last$|^sn$`), "familyName", 1],
  [new RegExp(`^legal ${family}$`), "familyName", 2],
  [/^(?:full |display |staff |employee |member |person |user s )?names?$/, "name", 0],
  [/^(?:staff|staff members?|members? of staff|colleagues?|employees?|who)$/, "name", 1],
  [/^email(?: \d)? display name$|^nickname$/, "name", 2],
  [/^(?:staffroom |user )?roles?$|^access(?: level| rights)?$/, "role", 0],
  [/^staff (?:type|role|category)$/, "job", 0],
  [/^(?:job|post|employee|organization|organisation)(?: \d)? (?:title|role)s?$/, "job", 1],
  [/^(?:job|post|position|occupation|designation|business role|role in school)s?$/, "job", 1],
  // At some places Mr or Mrs.
  [/^(?:title|type)$/, "job", 2],
  // Whose address it is not, and what is not an address.
  [/\bemails?\b.*\b(?:type|label|usage|status|preference|verified|nickname|sent)\b/, "other", 0],
  [
    /\b(?:manager|supervisor|parent|carer|kin|emergency|recovery|spouse|assistant)s?\b.*\bemails?\b/,
    "other",
    0,
  ],
  [/^mail nickname$|^mailing\b/, "other", 0],
  [
    /\b(?:home|personal|private|secondary|second|other|alternat(?:e|ive)|proxy)\b.*\bemails?\b/,
    "email",
    2,
  ],
  [
    /\bemails? (?:[2-9]|home|personal|private|alias(?:es)?)\b|^proxy addresses$|^other mails?$/,
    "email",
    2,
  ],
  [/\bemails?\b|^mail$|\bsmtp address$/, "email", 0],
  // In some directories an address, in others not.
  [
    /^(?:upn|user principal name|user ?name|user id|log ?in(?: name| id)?|sign in name)$/,
    "email",
    1,
  ],
];

/** `userPrincipalName`, `E-mail`, `First Name [Required]`: lower case, a space between words. */
export function plainHeading(cell: string): string {
  if (cell.length > 80) return "";
  return latin(cell.replace(/\[[^\]]*\]/g, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\be mail/g, "email")
    .replace(/\brequired\b/, "")
    .trim();
}
