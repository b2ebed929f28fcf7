import type { WebNoun } from "../actions/noun.ts";
import { undoOfBatch } from "./undo.ts";

export const batchNoun: WebNoun<"batch"> = {
  label: "Lists",
  kindNames: { "batch.sent": "List invited" },
  placeOf: () => "invites",
  undo: undoOfBatch,
};
