import { type BatchRow, type Judged, judge, type ListFacts, type Outcome } from "#domain/batches";
import { canonicalEmail } from "#domain/emails";
import type { PublicInvite } from "#domain/invites";
import type { ListLine } from "#domain/lists/read";
import type { Role } from "#domain/roles";
import { isWhole, type User } from "#domain/users/seen";
import type { StaffType } from "#domain/users/staff";

/** A line of a list, as it stands on the page. */
export interface Line extends ListLine {
  id: string;
  /** Somebody has looked at it: the address is meant as it stands. */
  isMeant?: boolean;
}

/** What the list says nothing of. */
export interface Defaults {
  role: Role;
  staffType: StaffType | null;
}

/** What is to be done about a line, the most pressing first. */
export const concerns = ["fix", "here", "pending", "twice", "ready"] as const;
export type Concern = (typeof concerns)[number];

const concernOf: Record<Outcome, Concern> = {
  invalid: "fix",
  role_too_high: "fix",
  too_many_mails: "fix",
  account_exists: "here",
  account_inactive: "here",
  invite_pending: "pending",
  repeated: "twice",
  invited: "ready",
  left_out: "fix",
};

export interface Verdict {
  outcome: Outcome;
  concern: Concern;
  canonical: string;
  /** Another address, where this one looks mistyped. */
  suggestion: string | null;
}

/** What the replica knows of addresses. How often they were mailed today, the server alone knows. */
export function factsOf(users: readonly User[], invites: readonly PublicInvite[]): ListFacts {
  return {
    holders: new Map(
      users.flatMap((user): [string, boolean][] =>
        user.email
          ? [[canonicalEmail(user.email), !isWhole(user) || user.status === "active"]]
          : [],
      ),
    ),
    pending: new Set(
      invites.flatMap(({ status, email }) => (status === "pending" ? [canonicalEmail(email)] : [])),
    ),
    mails: new Map(),
    full: new Set(),
  };
}

/** A line as it is sent. */
export function rowOf(line: Line, { role, staffType }: Defaults): BatchRow {
  return {
    email: line.email,
    role: line.role ?? role,
    staffType: line.staffType ?? staffType,
    ...(line.givenName && { givenName: line.givenName.slice(0, 80) }),
    ...(line.familyName && { familyName: line.familyName.slice(0, 80) }),
  };
}

/** What a line shows of itself where it has no address; characters. */
const longestText = 100;

/** A line that stays out, as it is sent to stand in the list's report. */
export function leftOut(line: Line, defaults: Defaults): BatchRow {
  const email = line.email || line.text.slice(0, longestText);
  return { ...rowOf(line, defaults), email, leaveOut: true };
}

/** A verdict for each line, by its id. What looks mistyped waits until somebody has looked at it. */
export function verdictsOf(
  lines: readonly Line[],
  defaults: Defaults,
  facts: ListFacts,
  own: Role,
  slips: (email: string) => string | null,
): Map<string, Verdict> {
  const judged = judge(
    lines.map((line) => rowOf(line, defaults)),
    facts,
    own,
  );
  return new Map(lines.map((line, i) => [line.id, verdictOf(line, judged[i], slips)]));
}

function verdictOf(
  line: Line,
  judged: Judged | undefined,
  slips: (email: string) => string | null,
): Verdict {
  const { outcome, canonical } = judged ?? { outcome: "invalid" as const, canonical: "" };
  const mayBeMistyped = outcome === "invalid" || (outcome === "invited" && !line.isMeant);
  const suggestion = mayBeMistyped ? slips(line.email) : null;
  return { outcome, canonical, suggestion, concern: suggestion ? "fix" : concernOf[outcome] };
}

/** How many lines there are of each concern. */
export function countConcerns(verdicts: Iterable<Verdict>): Record<Concern, number> {
  const counts = { fix: 0, here: 0, pending: 0, twice: 0, ready: 0 };
  for (const { concern } of verdicts) counts[concern]++;
  return counts;
}

/** The ids of the lines, what is to be fixed first, else in the order of the list. */
export function inOrderOfConcern(
  lines: readonly Line[],
  verdicts: ReadonlyMap<string, Verdict>,
): string[] {
  return concerns.flatMap((concern) =>
    lines.flatMap(({ id }) => (verdicts.get(id)?.concern === concern ? [id] : [])),
  );
}
