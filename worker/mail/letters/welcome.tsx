import type { Words } from "../outgoing.ts";
import { fromSchool, type LetterKind, presentIn } from "../writing/letter.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import { type Spoken, spokenUsername, subjectOf } from "../writing/plain.ts";

/** What somebody is told who has just set up their account. */
export interface Welcome extends FromSchool {
  username: Spoken;
  /** The sign-in page; no secret. */
  link: string;
}

const forgotten =
  "Password forgotten? The sign-in page has a link for that. Nobody at Staffroom or your school will ever ask you for it.";
const unexpected =
  "It was not you who set it up? Tell somebody you know at the school, not by answering this mail.";

/** The mail that a new account's username is kept by. */
export async function welcome(mail: Welcome): Promise<Words> {
  const { school, username, link } = mail;
  const subject = subjectOf`Your username for ${school} on Staffroom`;
  const opening = `Your account at ${school} is ready.`;
  const names = `Your username is ${username}. You can sign in with it, or with this e-mail address, and the password you chose.`;
  const text = [
    "Hello,",
    opening,
    names,
    "Sign in here:",
    link,
    forgotten,
    unexpected,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
  const page = (
    <Letterhead from={mail} title={subject} preview={names} heading={`Welcome to ${school}`}>
      <Line>{opening}</Line>
      <Line>{names}</Line>
      <Button href={link}>Sign in</Button>
      <Line>{forgotten}</Line>
      <PlainLink href={link} />
      <Small>{unexpected}</Small>
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}

export const welcomeLetter: LetterKind = {
  holder: ({ holder }) => presentIn(holder),
  words: (desk, row) =>
    welcome({
      ...fromSchool(desk, row),
      username: spokenUsername(presentIn(row.holder).username),
      link: `${desk.origin}/sign-in`,
    }),
};
