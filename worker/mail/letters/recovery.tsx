import { confirmTime } from "#domain/recoveries";
import { signLink } from "../../links.ts";
import type { Words } from "../outgoing.ts";
import { moment } from "../when.ts";
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

/** What goes to a recovery address. */
export interface RecoveryMail extends FromSchool {
  askedBy: Spoken;
  /** Until when the link works, in words. */
  until: string;
  link: string;
}

const what =
  "When you confirm, 72 hours begin in which any Owner can stop it by signing in. If none does, a link to become Owner comes to this address.";
const unexpected =
  "Is that not right? Then do not confirm, and tell somebody you know at the school. Nothing happens unless it is confirmed.";

/** The mail that asks the holder of a recovery address to confirm [A14]. */
export async function recoveryMail(mail: RecoveryMail): Promise<Words> {
  const subject = subjectOf`Does ${mail.school} need a new Owner on Staffroom?`;
  return { subject, text: plain(mail), html: `<!doctype html>${await rich(subject, mail)}` };
}

function opening({ school, askedBy }: RecoveryMail): string {
  return `${askedBy} at ${school} says that no Owner of the school can sign in to Staffroom any more, and asks for a new one. This is the address where the school said that is to be confirmed.`;
}

function terms({ until }: RecoveryMail): string {
  return `The link works once, until ${until}. It is meant for you alone, so please do not pass it on.`;
}

function plain(mail: RecoveryMail): string {
  return [
    "Hello,",
    opening(mail),
    "Look at it and confirm here:",
    mail.link,
    what,
    terms(mail),
    unexpected,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
}

function rich(subject: string, mail: RecoveryMail) {
  return (
    <Letterhead
      from={mail}
      title={subject}
      preview={`${mail.askedBy} asks for a new Owner.`}
      heading={`Does ${mail.school} need a new Owner?`}
    >
      <Line>{opening(mail)}</Line>
      <Button href={mail.link}>Look at it and confirm</Button>
      <Line>{what}</Line>
      <Line>{terms(mail)}</Line>
      <PlainLink href={mail.link} />
      <Small>{unexpected}</Small>
    </Letterhead>
  );
}

export const recoveryLetter: LetterKind = {
  words(desk, row) {
    const { mail, asker, school } = row;
    const token = signLink(desk.linkKeys, "recovery", mail.subjectId, mail.generation);
    return recoveryMail({
      ...fromSchool(desk, row),
      askedBy: named(asker, "An Admin"),
      until: moment(mail.createdAt + confirmTime, school.timeZone),
      link: `${desk.origin}/recovery/${token}`,
    });
  },
};
