import type { DomainError } from "#domain/errors";
import { sentence } from "./refusals.ts";

/** What a page says to somebody who guessed too often, or came when too many did. */
export function waiting({ code, particulars }: DomainError): string {
  if (code === "busy") return sentence("busy");
  const minutes = Math.max(1, Math.ceil((particulars.retryAfter ?? 60) / 60));
  return `There were too many wrong passwords. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}

/** The seconds after which it is worth trying again, as `Retry-After` says them: at least one. */
export function secondsToWait({ particulars }: DomainError): string {
  return String(Math.max(1, Math.ceil(particulars.retryAfter ?? 1)));
}
