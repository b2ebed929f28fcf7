import type { Words } from "../outgoing.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import { spoken, subjectOf } from "../writing/plain.ts";

/** Notices that waited, told in one mail. */
export interface SummedUp extends FromSchool {
  /** Each notice in a sentence, the oldest first. */
  told: readonly string[];
  /** The sign-in page; no secret. */
  link: string;
}

/** More than this are counted, not told: what happened last is what matters. */
const mostTold = 20;

const unexpected =
  "If that is right, there is nothing to do. If it is not, sign in and look, or tell somebody you know at the school, not by answering this mail.";

/** What an address must be told and could not be told at once, since its mailbox had had its mail for the hour (R16). */
export async function summedUp(mail: SummedUp): Promise<Words> {
  const { school, told, link } = mail;
  const subject = subjectOf`${spoken(`${told.length}`)} changes at ${school} on Staffroom`;
  const opening = `${told.length} things happened at ${school} that this address is to be told. So as not to fill your mailbox, here they are in one mail.`;
  const latest = told.slice(-mostTold);
  const earlier =
    told.length > mostTold ? [`Before these there were ${told.length - mostTold} more.`] : [];
  const lines = [...earlier, ...latest];
  const text = ["Hello,", opening, ...lines, unexpected, "Sign in here:", link, "-- \nStaffroom"]
    .join("\n\n")
    .concat("\n");
  const page = (
    <Letterhead
      from={mail}
      title={subject}
      preview={opening}
      heading={`What happened at ${school}`}
    >
      <Line>{opening}</Line>
      {lines.map((line) => (
        <Line>{line}</Line>
      ))}
      <Button href={link}>Sign in</Button>
      <PlainLink href={link} />
      <Small>{unexpected}</Small>
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}
