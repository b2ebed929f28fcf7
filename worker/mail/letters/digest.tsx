import { digestTimes } from "#domain/emails/digests";
import { type Happened, happenedAt, type Trouble } from "../../digests/happened.ts";
import { stopToken } from "../../digests/stop-link.ts";
import type { Words } from "../outgoing.ts";
import type { MailRow } from "../row.ts";
import { type Desk, fromSchool, type LetterKind, presentIn } from "../writing/letter.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import { oneLine, subjectOf } from "../writing/plain.ts";

/** What an admin is told in the morning. */
export interface Digest extends FromSchool {
  happened: readonly Happened[];
  /** The school's invites; no secret. */
  link: string;
  /** Where it is stopped, without signing in. */
  stop: string;
}

/** More of a kind than this are counted, not told. */
const mostTold = 20;

const headings: Record<Trouble, (count: number) => string> = {
  lost: (count) => `${count} ${mails(count)} did not arrive:`,
  asked: (count) => `${count} ${people(count)} for a new link:`,
  expired: (count) => `${count} ${invites(count)} expired:`,
};

/** What went wrong with a school's invites since the morning before, and still is: off unless somebody wants it. */
export async function digest(mail: Digest): Promise<Words> {
  const { school, happened, link, stop } = mail;
  const subject = subjectOf`Invites of ${school} that want a look`;
  const opening = `Since yesterday morning, of the invites of ${school}:`;
  const parts = partsOf(happened);
  const ending = "You wanted this mail every morning when there is something to tell.";
  const text = [
    "Hello,",
    opening,
    ...parts.map(({ heading, lines }) => [heading, ...lines].join("\n")),
    "See the invites:",
    link,
    ending,
    "Stop it here, without signing in:",
    stop,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
  const page = (
    <Letterhead
      from={mail}
      title={subject}
      preview={parts.map(({ heading }) => heading.replace(":", "")).join(", ")}
      heading={`Invites of ${school}`}
    >
      <Line>{opening}</Line>
      {parts.map(({ heading, lines }) => (
        <Line>
          <strong>{heading}</strong>
          {lines.map((line) => (
            <>
              <br />
              {line}
            </>
          ))}
        </Line>
      ))}
      <Button href={link}>See the invites</Button>
      <PlainLink href={link} />
      <Small>{ending}</Small>
      <Small>
        Stop it here, without signing in:
        <br />
        <a
          href={stop}
          class="link"
          style="color:#0f6b4f;word-break:break-all;overflow-wrap:anywhere"
        >
          {stop}
        </a>
      </Small>
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}

function partsOf(happened: readonly Happened[]): { heading: string; lines: string[] }[] {
  return (["lost", "asked", "expired"] as const).flatMap((trouble) => {
    const all = happened.filter((each) => each.trouble === trouble);
    if (all.length === 0) return [];
    const told = all.slice(0, mostTold).map(lineOf);
    const more = all.length - told.length;
    const lines = more > 0 ? [...told, `and ${more} more`] : told;
    return [{ heading: headings[trouble](all.length), lines }];
  });
}

function lineOf({ trouble, email, reason }: Happened): string {
  const address = oneLine(email);
  return trouble === "lost" && reason ? `${address} – ${reason}` : address;
}

function mails(count: number): string {
  return count === 1 ? "mail" : "mails";
}

function people(count: number): string {
  return count === 1 ? "person asks" : "people ask";
}

function invites(count: number): string {
  return count === 1 ? "invite has" : "invites have";
}

function stopOf({ origin, linkKeys }: Desk, { mail }: MailRow): string {
  return `${origin}/digest/${stopToken(linkKeys, mail.schoolId, mail.subjectId)}`;
}

export const digestLetter: LetterKind = {
  holder: ({ holder }) => presentIn(holder),
  stop: stopOf,
  async words(desk, row) {
    const { mail, school } = row;
    const times = digestTimes(mail.generation, school.timeZone);
    return digest({
      ...fromSchool(desk, row),
      happened: await happenedAt(desk.env, school.id, times),
      link: `${desk.origin}/s/${school.id}/invites`,
      stop: stopOf(desk, row),
    });
  },
};
