import type { Words } from "../outgoing.ts";
import type { MailRow } from "../row.ts";
import { moment } from "../when.ts";
import { type Desk, fromSchool, type LetterKind, named } from "../writing/letter.ts";
import { Button, type FromSchool, Letterhead, Line, PlainLink } from "../writing/letterhead.tsx";
import { type Spoken, subjectOf } from "../writing/plain.ts";

/** What every Owner and Admin is told. */
export interface RecoveryAsked extends FromSchool {
  askedBy: Spoken;
  /** When, in words. */
  at: string;
  /** Where the school's access is seen to; no secret. */
  link: string;
}

const what =
  "A link to confirm that went to the school’s recovery addresses. 72 hours after it is confirmed, a link to become Owner goes there.";
const stop =
  "Are you an Owner? Sign in, and it is cancelled; where you are signed in already, press Cancel it. Password forgotten? The sign-in page mails you a link.";

/** The news itself, in a sentence. */
export function recoveryAskedSentence({
  askedBy,
  at,
  school,
}: Omit<RecoveryAsked, "link">): string {
  return `${askedBy} asked on ${at} for a new Owner of ${school}, because no Owner can sign in any more.`;
}

/** The notice that somebody has asked for a new Owner [A14]. Its link opens nothing by itself. */
export async function recoveryAsked(notice: RecoveryAsked): Promise<Words> {
  const subject = subjectOf`Somebody asked for a new Owner of ${notice.school} on Staffroom`;
  const opening = recoveryAskedSentence(notice);
  const text = ["Hello,", opening, what, stop, "See how far it is:", notice.link, "-- \nStaffroom"]
    .join("\n\n")
    .concat("\n");
  return { subject, text, html: `<!doctype html>${await rich(subject, opening, notice)}` };
}

function rich(subject: string, opening: string, notice: RecoveryAsked) {
  const { school, link } = notice;
  return (
    <Letterhead
      from={notice}
      title={subject}
      preview={opening}
      heading={`A new Owner of ${school}?`}
    >
      <Line>{opening}</Line>
      <Line>{what}</Line>
      <Line>{stop}</Line>
      <Button href={link}>See how far it is</Button>
      <PlainLink href={link} />
    </Letterhead>
  );
}

function noticeOf(desk: Desk, row: MailRow): RecoveryAsked {
  const { mail, asker, school } = row;
  return {
    ...fromSchool(desk, row),
    askedBy: named(asker, "An Admin"),
    at: moment(mail.createdAt, school.timeZone),
    link: `${desk.origin}/s/${school.id}/access`,
  };
}

export const recoveryAskedLetter: LetterKind = {
  words: (desk, row) => recoveryAsked(noticeOf(desk, row)),
  sentence: (desk, row) => recoveryAskedSentence(noticeOf(desk, row)),
};
