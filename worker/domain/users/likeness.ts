import { canonicalEmail } from "../emails.ts";
import { latin } from "../text/latin.ts";

/** A name that more than so many share says nothing about one person. */
const mostNamesakes = 4;

/** What of somebody can look like somebody else. */
interface Likeness {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  email: string | null;
  status: string;
}

/** What two accounts have in common beside their name. */
export type Sign = "username" | "address";

/** Somebody who is likely the same person as somebody else, and what besides the name says so. */
export interface Alike {
  id: string;
  signs: Sign[];
}

/**
 * For each user those who are likely the same person [A13]: two signs agree, the name and a username that differs by a number at its
 * end (`wg204nx_james` and `wg204nx_james.1`), or the name and what stands before the @ of a personal address. Relatives share a
 * surname, and schools an `office@`: one sign says nothing. Inactive ones are not asked about.
 */
export function likelyDuplicates(users: readonly Likeness[]): Map<string, Alike[]> {
  const found = new Map<string, Alike[]>();
  for (const namesakes of sharing(users)) {
    for (const one of namesakes)
      for (const other of namesakes) {
        const signs = one === other ? [] : signsOf(one, other);
        if (signs.length > 0)
          found.set(one.id, [...(found.get(one.id) ?? []), { id: other.id, signs }]);
      }
  }
  return found;
}

/** Why two are likely one person, in words that follow a colon. */
export function likenessInWords(signs: readonly Sign[]): string {
  return ["the same name", ...signs.map((sign) => signWords[sign])].join(", and ");
}

const signWords: Record<Sign, string> = {
  username: "usernames that differ only by a number",
  address: "e-mail addresses that begin alike",
};

/** Those in use who share a name, where few do. */
function sharing(users: readonly Likeness[]): Likeness[][] {
  const byName = new Map<string, Likeness[]>();
  for (const user of users.filter(({ status }) => status === "active")) {
    const name = nameOf(user);
    byName.set(name, [...(byName.get(name) ?? []), user]);
  }
  return [...byName.values()].filter(({ length }) => length > 1 && length <= mostNamesakes);
}

function signsOf(one: Likeness, other: Likeness): Sign[] {
  const local = personalPart(one.email);
  return [
    ...(stemOf(one.username) === stemOf(other.username) ? (["username"] as const) : []),
    ...(local !== null && local === personalPart(other.email) ? (["address"] as const) : []),
  ];
}

/** A name as it is compared: letters alone, without accents. */
export function nameOf({
  givenName,
  familyName,
}: Pick<Likeness, "givenName" | "familyName">): string {
  return latin(`${givenName} ${familyName}`).replace(/[^\p{L}\p{M}]/gu, "");
}

/** A username without the number at its end. */
export function stemOf(username: string): string {
  return username.replace(/[._-]?\d{1,3}$/, "");
}

/** What stands before the @, without its +tag; null where it is a post's and not a person's. */
function personalPart(email: string | null): string | null {
  const local = (email && canonicalEmail(email).split("@")[0]?.split("+")[0]) || null;
  return local !== null && posts.has(local.replace(/[^a-z]/g, "")) ? null : local;
}

/** Whose address it is changes with whoever sits there. */
const posts = new Set(
  `admin administrator attendance bursar clerk contact cover data deputy deputyhead enquiries exams finance governors head
  headteacher headsoffice helpdesk hello hr ict info it itsupport library mail mis noreply office pa postmaster principal reception
  safeguarding school schooloffice secretary senco sendco staff support teacher technician webmaster`.split(
    /\s+/,
  ),
);
