import type { Words } from "../noun.ts";
import type { BatchEvent } from "./event.ts";

export const batchWords: Words<BatchEvent> = {
  sentence({ batch }, { somebody: subject, by }) {
    const { total, invited } = batch;
    const people = invited === 1 ? "1 person" : `${invited} people`;
    const left = total - invited;
    return {
      subject,
      verb: `invited a list of ${people}`,
      detail: left === 0 ? "" : `${left} of ${total} lines left out`,
      tone: "plain",
      by,
    };
  },
};
