import { deliverableEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import { publishedLogo } from "#domain/schools/logo";
import type { Env, Settings } from "../../env.ts";
import type { Words } from "../outgoing.ts";
import type { MailRow } from "../row.ts";
import type { Mailbox } from "../sender.ts";
import { clock } from "../when.ts";
import type { FromSchool } from "./letterhead.tsx";
import { type Spoken, spoken, subjectWith } from "./plain.ts";

/** What letters are made with. */
export interface Desk extends Settings {
  env: Env;
}

/** How mails of a kind are made of their rows, anew each time, so that no link is ever stored. */
export interface LetterKind {
  words(desk: Desk, row: MailRow): Promise<Words>;
  /** Whose address it is, as its holder types it; the recipient's canonical one where it is not said. */
  holder?(row: MailRow): Addressed;
  /** Whom an answer goes to, where somebody has written. */
  replyTo?(row: MailRow): Mailbox | null;
  /** Where one may be spared the next. */
  stop?(desk: Desk, row: MailRow): string;
  /** The news in a sentence, where it may be told together with others. */
  sentence?(desk: Desk, row: MailRow): string;
}

interface Addressed {
  email: string | null;
  canonicalEmail: string | null;
}

/** Whose mail it is. */
export function fromSchool({ origin }: Desk, { school }: MailRow): FromSchool {
  const logo = publishedLogo(school);
  return { school: spoken(school.name, "your school"), logo: logo && `${origin}${logo.url}` };
}

/** Somebody's name as it may stand in a mail; `other` for nobody's. */
export function named(person: Parameters<typeof fullName>[0] | null, other = "Somebody"): Spoken {
  return spoken(person ? fullName(person) : "", other);
}

/** A later link names its time: mail programs fold mails of one subject, and show the oldest. */
export function asAnew({ mail, isAnew, school }: MailRow, words: Words): Words {
  if (!isAnew) return words;
  const addition = ` (new link, ${clock(mail.createdAt, school.timeZone)})`;
  return { ...words, subject: subjectWith(words.subject, addition) };
}

/** The address as it was typed, in letters that reach somebody. */
export function addressee({ mail }: MailRow, { email, canonicalEmail: canonical }: Addressed) {
  return email !== null && mail.recipient === canonical ? deliverableEmail(email) : mail.recipient;
}

/** What a mail is about. */
export function presentIn<T>(row: T | null): T {
  if (row === null) throw new Error("A mail has lost its subject.");
  return row;
}
