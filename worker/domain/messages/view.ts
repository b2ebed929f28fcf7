import type { View } from "../noun.ts";
import type { MessageEvent } from "./event.ts";

/** Everybody at the school reads it. */
export const messageView: View<MessageEvent> = {
  seenBy: (_, event) => event,
  subjectOf: ({ message }) => message.id,
};
