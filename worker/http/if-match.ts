import { DomainError } from "#domain/errors";
import type { AppContext } from "./app.ts";

/** The version the client saw, from `If-Match: "7"`. Refuses with `precondition_required`. */
export function ifMatch(c: AppContext): number {
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(c.req.header("If-Match")?.trim() ?? "");
  if (!match?.[1]) throw new DomainError("precondition_required");
  return Number(match[1]);
}
