import * as z from "zod/mini";
import { canonicalEmail, isEmail, readEmail } from "./emails.ts";
import { type Delivery, type InviteStatus, mailLimit } from "./invites.ts";
import { line, Person } from "./names.ts";
import { canGrant, Role } from "./roles.ts";
import { iso } from "./time.ts";
import { StaffType } from "./users/staff.ts";

/** The most rows one list may have [I12]. */
export const longestList = 5_000;

/** One row of a list. The address is taken as it stands: one that is none is a verdict, not a refusal of the whole list. */
export const BatchRow = z.strictObject({
  email: z.string().check(z.maxLength(1000, "This address is too long.")),
  role: Role,
  staffType: z.optional(z.nullable(StaffType)),
  givenName: z.optional(line(80)),
  familyName: z.optional(line(80)),
  /** Nobody is to be invited by it: it is kept with its verdict, for the report. */
  leaveOut: z.optional(z.boolean()),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const NewBatch = z.strictObject({
  rows: z
    .array(BatchRow)
    .check(
      z.minLength(1, "Send at least one row."),
      z.maxLength(longestList, "Send 5,000 rows or fewer at a time."),
    ),
});

/** What becomes of a row. */
export const Outcome = z.enum([
  "invited",
  "account_exists",
  "account_inactive",
  "invite_pending",
  "invalid",
  "repeated",
  "role_too_high",
  "too_many_mails",
  "left_out",
]);
export type Outcome = z.infer<typeof Outcome>;

/** A list that was sent, and how far its mails and people are. */
export const PublicBatch = z.object({
  id: z.string(),
  at: z.string(),
  by: z.nullable(Person),
  /** Rows of the list. */
  total: z.number(),
  invited: z.number(),
  /** Mails that have left and did not come back. */
  sent: z.number(),
  failed: z.number(),
  accepted: z.number(),
});
export type PublicBatch = z.infer<typeof PublicBatch>;

/** A list as it is kept. Times are epoch milliseconds. */
export interface Batch {
  id: string;
  sentAt: number;
  total: number;
}

/** How many of its invites there are, by how far they are. */
export type Progress = Pick<PublicBatch, "invited" | "sent" | "failed" | "accepted">;

/** Some invites of one list that are as far as one another. */
export interface Tally {
  delivery: Delivery;
  status: InviteStatus;
  count: number;
}

/** What did not arrive. Mail that was marked as spam did. */
const lost: readonly Delivery[] = ["bounced", "dropped", "failed"];

export function progressOf(tallies: readonly Tally[]): Progress {
  const count = (isMeant: (tally: Tally) => boolean) =>
    tallies.filter(isMeant).reduce((sum, tally) => sum + tally.count, 0);
  return {
    invited: count(() => true),
    sent: count(({ delivery }) => delivery !== "queued" && !lost.includes(delivery)),
    failed: count(({ delivery }) => lost.includes(delivery)),
    accepted: count(({ status }) => status === "accepted"),
  };
}

export function publishedBatch(
  { id, sentAt, total }: Batch,
  by: Person | null,
  progress: Progress,
): PublicBatch {
  return { id, at: iso(sentAt), by, total, ...progress };
}

/** What a school knows of the addresses of a list, each canonical. */
export interface ListFacts {
  /** Whose account at the school it is, by whether they are active. */
  holders: ReadonlyMap<string, boolean>;
  pending: ReadonlySet<string>;
  /** Invite mails to it within the last 24 hours [I3]. */
  mails: ReadonlyMap<string, number>;
  /** Whose mailbox has no room for another. */
  full: ReadonlySet<string>;
}

/** A row with its verdict. */
export interface Judged {
  row: BatchRow;
  /** As it was read [I16]; as it was typed where it is no address. */
  email: string;
  canonical: string;
  outcome: Outcome;
}

/** The addresses of a list that are such, canonical, each once. */
export function addressesOf(rows: readonly BatchRow[]): string[] {
  return [...new Set(rows.flatMap(({ email }) => (isEmail(email) ? canonicalEmail(email) : [])))];
}

/** A verdict for each row, in their order: the same list twice invites nobody twice [I12]. */
export function judge(rows: readonly BatchRow[], facts: ListFacts, own: Role): Judged[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const email = readEmail(row.email);
    const canonical = canonicalEmail(row.email);
    const isFirst = !seen.has(canonical);
    if (isEmail(row.email)) seen.add(canonical);
    return { row, email, canonical, outcome: outcomeOf(row, canonical, isFirst, facts, own) };
  });
}

function outcomeOf(
  { email, role, leaveOut }: BatchRow,
  canonical: string,
  isFirst: boolean,
  { holders, pending, mails, full }: ListFacts,
  own: Role,
): Outcome {
  if (!isEmail(email)) return "invalid";
  if (!isFirst) return "repeated";
  if (!canGrant(own, role)) return "role_too_high";
  const holder = holders.get(canonical);
  if (holder !== undefined) return holder ? "account_exists" : "account_inactive";
  if (pending.has(canonical)) return "invite_pending";
  if ((mails.get(canonical) ?? 0) >= mailLimit || full.has(canonical)) return "too_many_mails";
  return leaveOut ? "left_out" : "invited";
}
