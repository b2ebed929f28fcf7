import * as z from "zod/mini";
import { canonicalEmail, Email, isEmail } from "./emails.ts";
import { line, Phone } from "./names.ts";
import { PublicLogo, publishedLogo } from "./schools/logo.ts";
import { advertIn } from "./text/adverts.ts";
import { isoOrNull } from "./time.ts";
import { GroupsAtRollOver, LastYear } from "./years.ts";

/** 2 to 80 characters, and neither address nor offer: the name stands in mail we send to strangers [S1]. */
export const SchoolName = line(80, 2, "Use at least 2 characters.").check(
  z.refine((name) => advertIn(name) === null, {
    error: ({ input }) => advertIn(String(input)) ?? "",
  }),
);

// Royal Mail's format; the crown dependencies and BFPO numbers share it.
const postcode = /^(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)\d[A-Z]{2}$|^GIR0AA$/;

/** A United Kingdom postcode, written `NG7 5PN`. */
export const Postcode = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(20, "Use a UK postcode, like NG7 5PN.")),
    z.transform((typed) => typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "")),
  ),
  z.pipe(
    z.string().check(z.regex(postcode, "Use a UK postcode, like NG7 5PN.")),
    z.transform((plain) => `${plain.slice(0, -3)} ${plain.slice(-3)}`),
  ),
);

/** What a stranger fills in to register a school [S1]. */
export const Registration = z.strictObject({ name: SchoolName, postcode: Postcode, email: Email });
export type Registration = z.infer<typeof Registration>;

/** The name of a time zone, such as `Europe/London`. */
export const TimeZone = z
  .string()
  .check(z.maxLength(60), z.refine(isTimeZone, "This is not a time zone, like Europe/London."));

/** A postal address of a few lines. */
const Address = z.string().check(
  z.maxLength(1_000, { error: "Use 300 characters or fewer.", abort: true }),
  z.overwrite((text) =>
    text
      .split(/[\r\n]+/)
      .map((line) => line.replace(/[\s\p{Cc}]+/gu, " ").trim())
      .filter(Boolean)
      .join("\n"),
  ),
  z.refine((text) => [...text].length <= 300, "Use 300 characters or fewer."),
  z.refine((text) => text.split("\n").length <= 8, "Use 8 lines or fewer."),
);

/** A domain of the school's own mail, with or without the @ before it; canonical. */
const MailDomain = z.string().check(
  z.maxLength(254, "This domain is too long."),
  z.overwrite((typed) => canonicalEmail(typed).replace(/^@/, "")),
  z.refine((domain) => isEmail(`somebody@${domain}`), "Use a domain, like oakfield.sch.uk."),
);

/** The most domains a school names. */
export const mostMailDomains = 20;

const MailDomains = z.array(MailDomain).check(
  z.maxLength(mostMailDomains, {
    error: () => `Name ${mostMailDomains} domains at most.`,
  }),
  z.overwrite((domains) => [...new Set(domains)]),
);

/** For how many months a pupil is kept after leaving. */
const PupilsKeptMonths = z
  .number("Use a number of months.")
  .check(
    z.int("Use whole months."),
    z.minimum(1, "Use 1 to 84 months."),
    z.maximum(84, "Use 1 to 84 months."),
  );

/** What the settings change [S2]: the changed fields alone. An empty address removes it. */
export const SchoolChange = z
  .strictObject({
    name: z.optional(SchoolName),
    postcode: z.optional(Postcode),
    phone: z.optional(z.nullable(Phone)),
    address: z.optional(z.nullable(Address)),
    contactEmail: z.optional(z.nullable(Email)),
    mailDomains: z.optional(MailDomains),
    timeZone: z.optional(TimeZone),
    pupilsKeptMonths: z.optional(PupilsKeptMonths),
    lastYear: z.optional(z.nullable(LastYear)),
    groupsAtRollOver: z.optional(GroupsAtRollOver),
    reminders: z.optional(z.boolean("Say true or false.")),
    headteacherEmail: z.optional(z.nullable(Email)),
    deputyEmail: z.optional(z.nullable(Email)),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type SchoolChange = z.infer<typeof SchoolChange>;

/** Where recoveries are confirmed [A14]. An address counts from `…CountsFrom`, null for all along; until then the one before does. */
const RecoveryAddresses = z.object({
  headteacherEmail: z.nullable(z.string()),
  headteacherEmailCountsFrom: z.nullable(z.string()),
  headteacherEmailBefore: z.nullable(z.string()),
  deputyEmail: z.nullable(z.string()),
  deputyEmailCountsFrom: z.nullable(z.string()),
  deputyEmailBefore: z.nullable(z.string()),
});

type RecoveryAddresses = z.infer<typeof RecoveryAddresses>;

/** A school as its members see it; the recovery addresses are there for Owners and Admins. */
export const PublicSchool = z.extend(z.partial(RecoveryAddresses), {
  id: z.string(),
  name: z.string(),
  postcode: z.string(),
  phone: z.nullable(z.string()),
  address: z.nullable(z.string()),
  contactEmail: z.nullable(z.string()),
  mailDomains: z.array(z.string()),
  timeZone: z.string(),
  /** Whether people are reminded of an invite that is about to expire. */
  reminders: z.boolean(),
  pupilsKeptMonths: z.number(),
  /** The school's last year, where it has been said; null follows from the years its pupils are in. */
  lastYear: z.nullable(z.string()),
  groupsAtRollOver: GroupsAtRollOver,
  logo: z.nullable(PublicLogo),
  version: z.number(),
});
export type PublicSchool = z.infer<typeof PublicSchool>;

/** A school's row, as far as its members are told of it. Times are epoch milliseconds. */
interface School {
  id: string;
  name: string;
  postcode: string;
  phone: string | null;
  address: string | null;
  contactEmail: string | null;
  mailDomains: string[];
  timeZone: string;
  reminders: boolean;
  pupilsKeptMonths: number;
  lastYear: string | null;
  groupsAtRollOver: GroupsAtRollOver;
  logoId: string | null;
  headteacherEmail: string | null;
  headteacherEmailCountsFrom: number | null;
  headteacherEmailBefore: string | null;
  deputyEmail: string | null;
  deputyEmailCountsFrom: number | null;
  deputyEmailBefore: string | null;
  version: number;
}

/** A school as its Owners and Admins see it. */
export function publishedSchool(school: School): PublicSchool {
  const { headteacherEmail, headteacherEmailBefore, deputyEmail, deputyEmailBefore } = school;
  return {
    ...outlined({ ...school, logo: publishedLogo(school) }),
    headteacherEmail,
    headteacherEmailCountsFrom: isoOrNull(school.headteacherEmailCountsFrom),
    headteacherEmailBefore,
    deputyEmail,
    deputyEmailCountsFrom: isoOrNull(school.deputyEmailCountsFrom),
    deputyEmailBefore,
  };
}

/** The school without what only its Owners and Admins see. */
export function outlined(school: Omit<PublicSchool, keyof RecoveryAddresses>): PublicSchool {
  const { id, name, postcode, phone, address, contactEmail, mailDomains, timeZone } = school;
  const { reminders, pupilsKeptMonths, lastYear, groupsAtRollOver, logo, version } = school;
  return {
    id,
    name,
    postcode,
    phone,
    address,
    contactEmail,
    mailDomains,
    timeZone,
    reminders,
    pupilsKeptMonths,
    lastYear,
    groupsAtRollOver,
    logo,
    version,
  };
}

/** An ownerless school is removed after this long [S1], in milliseconds. */
export const ownerlessLife = 7 * 24 * 3600_000;

/** Whether this names a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +01:00 are known, too, but no place keeps them all year.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en-GB", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
