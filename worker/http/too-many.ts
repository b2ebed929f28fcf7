import type { DomainError } from "#domain/errors";
import { sentence } from "./problem.ts";

/** What a page says to somebody who guessed too often, or came when too many did. */
export function waiting({ code, particulars }: DomainError): string {
  if (code === "busy") return sentence("busy");
  const minutes = Math.max(1, Math.ceil((particulars.retryAfter ?? 60) / 60));
  return `There were too many wrong passwords. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
