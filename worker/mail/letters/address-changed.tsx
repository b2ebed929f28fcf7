import type { Words } from "../outgoing.ts";
import type { MailRow } from "../row.ts";
import { moment } from "../when.ts";
import type { Desk } from "../writing/letter.ts";
import { fromSchool, type LetterKind, named, presentIn } from "../writing/letter.ts";
import { type FromSchool, Letterhead, Line, Small } from "../writing/letterhead.tsx";
import type { Spoken } from "../writing/plain.ts";
import { spokenUsername } from "../writing/plain.ts";

/** What the old address is told. */
export interface AddressChanged extends FromSchool {
  username: Spoken;
  /** Null when nobody knows. */
  changedBy: Spoken | null;
  /** When, in words. */
  at: string;
}

const subject = "Your Staffroom account has another e-mail address now";
const unexpected =
  "If that is right, there is nothing to do. If it is not, tell somebody you know at the school, not by answering this mail.";
const meaning =
  "Mail about the account no longer comes to this address, and it cannot be used to choose a new password.";

/** The notice to an old address that somebody else has moved the account from it [A16]. It holds no link. */
export async function addressChanged(notice: AddressChanged): Promise<Words> {
  const opening = movedSentence(notice);
  const text = ["Hello,", opening, meaning, unexpected, "-- \nStaffroom"].join("\n\n").concat("\n");
  return { subject, text, html: `<!doctype html>${await rich(opening, notice)}` };
}

/** The news itself, in a sentence. */
export function movedSentence({ username, school, changedBy, at }: AddressChanged): string {
  return `${changedBy ?? "Somebody"} at ${school} changed or removed the e-mail address of the account ${username} on ${at}.`;
}

function rich(opening: string, notice: AddressChanged) {
  return (
    <Letterhead
      from={notice}
      title={subject}
      preview={opening}
      heading="Your e-mail address was changed"
    >
      <Line>{opening}</Line>
      <Line>{meaning}</Line>
      <Small>{unexpected}</Small>
    </Letterhead>
  );
}

function noticeOf(desk: Desk, row: MailRow): AddressChanged {
  const { mail, holder, actor, school } = row;
  return {
    ...fromSchool(desk, row),
    username: spokenUsername(presentIn(holder).username),
    changedBy: actor && named(actor),
    at: moment(mail.createdAt, school.timeZone),
  };
}

export const addressChangedLetter: LetterKind = {
  words: (desk, row) => addressChanged(noticeOf(desk, row)),
  sentence: (desk, row) => movedSentence(noticeOf(desk, row)),
};
