import { type Role, roleNames } from "#domain/roles";
import { type StaffType, staffTypeNames } from "#domain/users/staff";
import type { Words } from "../outgoing.ts";
import { asAnew, fromSchool, type LetterKind, named, presentIn } from "../writing/letter.ts";
import {
  Button,
  type FromSchool,
  Letterhead,
  Line,
  PlainLink,
  Small,
} from "../writing/letterhead.tsx";
import { type Spoken, subjectOf } from "../writing/plain.ts";
import { inviterOf, linkOf } from "./invite-link.ts";

/** What an invitation says. */
export interface Invitation extends FromSchool {
  /** Null for whoever registered the school. */
  invitedBy: Spoken | null;
  role: Role;
  staffType: StaffType | null;
  /** Until when the link works, in words. */
  until: string;
  link: string;
}

/** The mail that carries a set-up link, as subject, plain text and HTML. In the text the link stands alone on its line. */
export async function invitation(invited: Invitation): Promise<Words> {
  const words =
    invited.invitedBy === null ? registered(invited) : invitedBy(invited, invited.invitedBy);
  return {
    subject: words.subject,
    text: plain(words, invited),
    html: `<!doctype html>${await rich(words, invited)}`,
  };
}

type Phrases = ReturnType<typeof invitedBy>;

function invitedBy({ school, role, staffType, until }: Invitation, person: Spoken) {
  const as =
    staffType === null
      ? `Your role will be ${roleNames[role]}`
      : `Your role will be ${roleNames[role]}, your staff type ${staffTypeNames[staffType]}`;
  return {
    subject: subjectOf`${person} invited you to ${school} on Staffroom`,
    title: `Join ${school}`,
    opening: `${person} invited you to ${school} on Staffroom.`,
    as: `${as}.`,
    act: "Set up your account",
    account:
      "Already have a Staffroom account with this address? Then the link lets you join with it.",
    terms: terms(until),
    unexpected: `You do not know ${person} or ${school}? You can ignore this mail: nothing happens unless the link is used.`,
  };
}

function registered({ school, role, until }: Invitation): Phrases {
  return {
    subject: subjectOf`Finish registering ${school}`,
    title: `Finish registering ${school}`,
    opening: `You asked to register ${school} on Staffroom with this address. One step is left: setting up your own account.`,
    as: `You will be its first ${roleNames[role]}.`,
    act: "Finish registering",
    account:
      "Already have a Staffroom account with this address? Then the link lets you go on with it.",
    terms: terms(until),
    unexpected:
      "It was not you who asked? You can ignore this mail: nothing happens unless the link is used.",
  };
}

function terms(until: string): string[] {
  return [
    `The link works once, until ${until}.`,
    "It is meant for you alone, so please do not pass it on.",
    "If another mail with a link comes, use that one: it replaces this link.",
  ];
}

function plain(words: Phrases, { link }: Invitation): string {
  const { opening, as, act, account, terms, unexpected } = words;
  return [
    "Hello,",
    `${opening}\n${as}`,
    `${act} here:`,
    link,
    terms.join("\n"),
    account,
    unexpected,
    "-- \nStaffroom",
  ]
    .join("\n\n")
    .concat("\n");
}

function rich(words: Phrases, invited: Invitation) {
  const { until, link } = invited;
  return (
    <Letterhead
      from={invited}
      title={words.subject}
      preview={`${words.as} The link works until ${until}.`}
      heading={words.title}
    >
      <Line>{words.opening}</Line>
      <Line>{words.as}</Line>
      <Button href={link}>{words.act}</Button>
      <Line>{words.terms.join(" ")}</Line>
      <PlainLink href={link} />
      <Small>{words.account}</Small>
      <Small>{words.unexpected}</Small>
    </Letterhead>
  );
}

export const inviteLetter: LetterKind = {
  holder: ({ invite }) => presentIn(invite),
  replyTo: inviterOf,

  async words(desk, row) {
    const { invite, inviter } = row;
    const { role, staffType } = presentIn(invite);
    const words = await invitation({
      ...fromSchool(desk, row),
      invitedBy: inviter && named(inviter),
      role,
      staffType,
      ...linkOf(desk, row),
    });
    return asAnew(row, words);
  },
};
