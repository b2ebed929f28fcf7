import type { Words } from "../outgoing.ts";
import { fromSchool, type LetterKind } from "../writing/letter.ts";
import { Button, type FromSchool, Letterhead, Line, PlainLink } from "../writing/letterhead.tsx";
import { subjectOf } from "../writing/plain.ts";

/** What the holder of an account that has become an Owner's is told. */
export interface RecoveryGranted extends FromSchool {
  /** The sign-in page; no secret. */
  link: string;
}

const forgotten =
  "Username or password forgotten? The sign-in page has a link for that; this e-mail address is all it needs.";

/** The news itself, in a sentence. */
export function recoveryGrantedSentence({ school }: Pick<RecoveryGranted, "school">): string {
  return `The recovery you confirmed is done. Your account at ${school}, the one with this e-mail address, is an Owner’s from now on.`;
}

/** The notice that a recovery has made the account with this address an Owner's [A14]. */
export async function recoveryGranted(notice: RecoveryGranted): Promise<Words> {
  const { school, link } = notice;
  const subject = subjectOf`You are an Owner of ${school} on Staffroom now`;
  const opening = recoveryGrantedSentence({ school });
  const text = ["Hello,", opening, "Sign in here:", link, forgotten, "-- \nStaffroom"]
    .join("\n\n")
    .concat("\n");
  const page = (
    <Letterhead
      from={notice}
      title={subject}
      preview={opening}
      heading={`You are an Owner of ${school}`}
    >
      <Line>{opening}</Line>
      <Button href={link}>Sign in</Button>
      <Line>{forgotten}</Line>
      <PlainLink href={link} />
    </Letterhead>
  );
  return { subject, text, html: `<!doctype html>${await page}` };
}

export const recoveryGrantedLetter: LetterKind = {
  words: (desk, row) =>
    recoveryGranted({ ...fromSchool(desk, row), link: `${desk.origin}/sign-in` }),
  sentence: (desk, row) => recoveryGrantedSentence(fromSchool(desk, row)),
};
