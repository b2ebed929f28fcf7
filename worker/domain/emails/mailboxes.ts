/** Whose mail it is, which decides how much of it a mailbox gets. */
export type Share =
  /** About an account whose holder has confirmed the address. Nobody else can use this share up. */
  | "own"
  /** Of a school that has been here for a week. */
  | "school"
  /** Of a school that anybody may have registered just now; what registers a school, too. */
  | "stranger";

interface Budget {
  hour: number;
  day: number;
}

/**
 * Mails that may go to one mailbox, from all schools and of all kinds together (R16). `others` is everything but its own;
 * strangers get no more than their part of that, so that a school of long standing is always heard.
 */
export const budgets: Record<"own" | "always" | "others" | "strangers", Budget> = {
  own: { hour: 6, day: 20 },
  /** Of its own it may always have one an hour: anybody can ask for a password link in another's name, all day long. */
  always: { hour: 1, day: 24 + 20 },
  others: { hour: 10, day: 24 },
  strangers: { hour: 8, day: 12 },
};

/** How long a school counts as a stranger, milliseconds. */
export const strangerFor = 7 * 24 * 3600_000;

/** How long a notice waits that finds no room, and in which notices of one kind are summed up; milliseconds. */
export const noticeWait = 3600_000;

/** The mailbox behind a canonical address: without what follows a `+`. For counting alone, since it need not be one person's. */
export function mailboxOf(canonicalEmail: string): string {
  return canonicalEmail.replace(/^([^+@]+)\+[^@]*@/, "$1@");
}
