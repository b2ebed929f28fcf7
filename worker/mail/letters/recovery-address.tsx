import { addressWait } from "#domain/recoveries/addresses";
import type { Words } from "../outgoing.ts";
import type { MailRow } from "../row.ts";
import { moment } from "../when.ts";
import { type Desk, fromSchool, type LetterKind, named } from "../writing/letter.ts";
import { type FromSchool, Letterhead, Line, Small } from "../writing/letterhead.tsx";
import { type Spoken, subjectOf } from "../writing/plain.ts";

/** What an old recovery address is told. */
export interface RecoveryAddressChanged extends FromSchool {
  changedBy: Spoken;
  /** When it was changed, and from when on that counts; in words. */
  at: string;
  from: string;
}

const unexpected =
  "If that is right, there is nothing to do. If it is not, tell somebody you know at the school before then, not by answering this mail: an Owner can put this address back.";

/** The news itself, in a sentence. */
export function recoveryAddressSentence({ school, changedBy, at }: RecoveryAddressChanged): string {
  return `${changedBy} at ${school} changed or removed this recovery address of the school on ${at}.`;
}

/** The notice to a recovery address that another, or none, takes its place [A14]. It holds no link. */
export async function recoveryAddress(notice: RecoveryAddressChanged): Promise<Words> {
  const { school, from } = notice;
  const subject = subjectOf`This is about to be no recovery address of ${school} any more`;
  const opening = recoveryAddressSentence(notice);
  const meaning = `If no Owner of the school can sign in, a new one is confirmed by mail at its recovery addresses. From ${from}, this address is not one of them.`;
  const text = ["Hello,", opening, meaning, unexpected, "-- \nStaffroom"].join("\n\n").concat("\n");
  const page = (
    <Letterhead
      from={notice}
      title={subject}
      preview={opening}
      heading="A recovery address was changed"
    >
      <Line>{opening}</Line>
      <Line>{meaning}</Line>
      <Small>{unexpected}</Small>
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}

function noticeOf(desk: Desk, row: MailRow): RecoveryAddressChanged {
  const { mail, actor, school } = row;
  return {
    ...fromSchool(desk, row),
    changedBy: named(actor),
    at: moment(mail.createdAt, school.timeZone),
    from: moment(mail.createdAt + addressWait, school.timeZone),
  };
}

export const recoveryAddressLetter: LetterKind = {
  words: (desk, row) => recoveryAddress(noticeOf(desk, row)),
  sentence: (desk, row) => recoveryAddressSentence(noticeOf(desk, row)),
};
