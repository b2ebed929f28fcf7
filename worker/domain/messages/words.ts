import type { Words } from "../noun.ts";
import type { MessageEvent } from "./event.ts";

/** So much of it stands in a line of the activity, characters. */
const longestDetail = 120;

export const messageWords: Words<MessageEvent> = {
  sentence({ kind, message }, { somebody: subject, by }) {
    switch (kind) {
      case "message.set":
        return {
          subject,
          verb: "set the message of the day",
          detail: beginning(message.text ?? ""),
          tone: "plain",
          by,
        };
      case "message.removed":
        return {
          subject,
          verb: "took down the message of the day",
          detail: "",
          tone: "faded",
          by,
        };
      default:
        return kind satisfies never;
    }
  },

  /** It stands above every page by then. */
  isNews: () => false,
};

function beginning(text: string): string {
  const line = text.replace(/\n+/g, " ");
  const characters = [...line];
  return characters.length <= longestDetail
    ? line
    : `${characters.slice(0, longestDetail).join("")}…`;
}
