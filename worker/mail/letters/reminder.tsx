import type { Words } from "../outgoing.ts";
import { fromSchool, type LetterKind, named } from "../writing/letter.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import { type Spoken, subjectOf } from "../writing/plain.ts";
import { inviterOf, linkOf } from "./invite-link.ts";

/** What whoever has not come by their invite yet is reminded of. */
export interface Reminder extends FromSchool {
  invitedBy: Spoken;
  /** Until when the link works, in words. */
  until: string;
  link: string;
}

const terms =
  "It is the link of the mail before, so either will do. It works once, and is meant for you alone.";
const after = "When it has run out, the page it leads to can ask the school for a new one.";

/** The one reminder of an invite that is about to expire. */
export async function reminder(mail: Reminder): Promise<Words> {
  const { school, invitedBy, until, link } = mail;
  const subject = subjectOf`Reminder: ${invitedBy} invited you to ${school} on Staffroom`;
  const opening = `${invitedBy} invited you to ${school} on Staffroom. Your link still waits for you, until ${until}.`;
  const unexpected = `You do not know ${invitedBy} or ${school}? You can ignore this mail, and no other reminder comes.`;
  const text = [
    "Hello,",
    opening,
    "Set up your account here:",
    link,
    terms,
    after,
    unexpected,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
  const page = (
    <Letterhead
      from={mail}
      title={subject}
      preview={`The link works until ${until}.`}
      heading={`Your invite to ${school}`}
    >
      <Line>{opening}</Line>
      <Button href={link}>Set up your account</Button>
      <Line>{terms}</Line>
      <PlainLink href={link} />
      <Small>{after}</Small>
      <Small>{unexpected}</Small>
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}

export const reminderLetter: LetterKind = {
  holder: ({ invite }) => invite ?? { email: null, canonicalEmail: null },
  replyTo: inviterOf,
  words: (desk, row) =>
    reminder({ ...fromSchool(desk, row), invitedBy: named(row.inviter), ...linkOf(desk, row) }),
};
