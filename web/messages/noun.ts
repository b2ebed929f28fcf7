import type { WebNoun } from "../actions/noun.ts";

export const messageNoun: WebNoun<"message"> = {
  label: "Message of the day",
  kindNames: { "message.set": "Message set", "message.removed": "Message taken down" },
  placeOf: () => "settings",
};
