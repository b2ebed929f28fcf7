import type { PublicMessage } from "#domain/messages";
import type { RowPlace } from "../place.ts";

/** The message that stands at a school, if one does. */
export function messageOf({
  messages,
}: Pick<RowPlace["school"], "messages">): PublicMessage | null {
  return messages.all()[0] ?? null;
}
