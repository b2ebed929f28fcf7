import { Button, Letterhead, Line, PlainLink } from "../letterhead.tsx";
import type { Words } from "../outgoing.ts";

/** What every Owner and Admin is told. Names are `spoken` already. */
export interface RecoveryAsked {
  school: string;
  askedBy: string;
  /** When, in words. */
  at: string;
  /** Where the school's access is seen to; no secret. */
  link: string;
}

const what =
  "A link to confirm that went to the school's recovery addresses. 72 hours after it is confirmed, a link to become Owner goes there.";
const stop =
  "Are you an Owner? Sign in, and it is cancelled; where you are signed in already, press Cancel it. Password forgotten? The sign-in page mails you a link.";

/** The notice that somebody has asked for a new Owner [A14]. Its link opens nothing by itself. */
export async function recoveryAsked(notice: RecoveryAsked): Promise<Words> {
  const subject = `Somebody asked for a new Owner of ${notice.school} on Staffroom`;
  const opening = `${notice.askedBy} asked on ${notice.at} for a new Owner of ${notice.school}, because no Owner can sign in any more.`;
  const text = ["Hello,", opening, what, stop, "See how far it is:", notice.link, "-- \nStaffroom"]
    .join("\n\n")
    .concat("\n");
  return { subject, text, html: `<!doctype html>${await rich(subject, opening, notice)}` };
}

function rich(subject: string, opening: string, { school, link }: RecoveryAsked) {
  return (
    <Letterhead title={subject} preview={opening} heading={`A new Owner of ${school}?`}>
      <Line>{opening}</Line>
      <Line>{what}</Line>
      <Line>{stop}</Line>
      <Button href={link}>See how far it is</Button>
      <PlainLink href={link} />
    </Letterhead>
  );
}
