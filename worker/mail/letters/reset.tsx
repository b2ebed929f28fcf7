import { resetLife } from "#domain/accounts/resets";
import { signLink } from "../../links.ts";
import type { Words } from "../outgoing.ts";
import { moment } from "../when.ts";
import { asAnew, fromSchool, type LetterKind, presentIn } from "../writing/letter.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import type { Spoken } from "../writing/plain.ts";
import { spokenUsername } from "../writing/plain.ts";

/** What a reset mail says. */
export interface ResetMail extends FromSchool {
  username: Spoken;
  /** Until when the link works, in words. */
  until: string;
  link: string;
}

const subject = "Choose a new password for Staffroom";
const unexpected =
  "You did not ask for it? You can ignore this mail: your password stays as it is, and nothing happens unless the link is used.";

/** The mail that carries a reset link [A8]. */
export async function resetMail(mail: ResetMail): Promise<Words> {
  return { subject, text: plain(mail), html: `<!doctype html>${await rich(mail)}` };
}

function opening({ username, school }: ResetMail): string {
  return `You, or an admin at ${school}, asked for a new password for your account. Your username is ${username}.`;
}

function terms({ until }: ResetMail): string {
  return `The link works once, for 1 hour, until ${until}. If another mail with a link comes, use that one: it replaces this link.`;
}

function plain(mail: ResetMail): string {
  return [
    "Hello,",
    opening(mail),
    "Choose a new password here:",
    mail.link,
    terms(mail),
    unexpected,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
}

function rich(mail: ResetMail) {
  return (
    <Letterhead
      from={mail}
      title={subject}
      preview={`The link works once, until ${mail.until}.`}
      heading="Choose a new password"
    >
      <Line>{opening(mail)}</Line>
      <Button href={mail.link}>Choose a new password</Button>
      <Line>{terms(mail)}</Line>
      <PlainLink href={mail.link} />
      <Small>{unexpected}</Small>
    </Letterhead>
  );
}

export const resetLetter: LetterKind = {
  holder: ({ holder }) => presentIn(holder),

  async words(desk, row) {
    const { mail, school } = row;
    const { id, username } = presentIn(row.holder);
    const token = signLink(desk.linkKeys, "reset", id, mail.generation);
    const words = await resetMail({
      ...fromSchool(desk, row),
      username: spokenUsername(username),
      until: moment(mail.createdAt + resetLife, school.timeZone),
      link: `${desk.origin}/reset/${token}`,
    });
    return asAnew(row, words);
  },
};
