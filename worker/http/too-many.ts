import type { DomainError } from "#domain/errors";

/** Without a script, the page has waited for its turn; a password is never written back into it. */
const crowded =
  "Many people are signing in at the moment, and your turn has not come yet. What you typed is still here, but for the password: type it again and send it once more.";

/** What a page says to somebody who guessed too often, or came when too many did. */
export function waiting(error: DomainError): string {
  if (error.code === "busy") return crowded;
  return `There were too many wrong passwords. Try again in ${timeToWait(error)}.`;
}

/** The time after which it is worth trying again, in words: "a minute", "12 minutes". */
export function timeToWait({ particulars }: DomainError): string {
  const minutes = Math.max(1, Math.ceil((particulars.retryAfter ?? 60) / 60));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

/** The seconds after which it is worth trying again, as `Retry-After` says them: at least one. */
export function secondsToWait({ particulars }: DomainError): string {
  return String(Math.max(1, Math.ceil(particulars.retryAfter ?? 1)));
}
