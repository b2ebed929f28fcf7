import type { Words } from "../noun.ts";
import type { RecoveryEvent } from "./event.ts";

export const recoveryWords: Words<RecoveryEvent> = {
  sentence({ kind }, { somebody, by }) {
    switch (kind) {
      case "recovery.asked":
        return {
          subject: somebody,
          verb: "asked for a new Owner",
          detail: "waiting for a recovery address to confirm",
          tone: "bad",
          by,
        };
      case "recovery.confirmed":
        return {
          subject: "Recovery",
          verb: "was confirmed by mail",
          detail: "a new Owner is mailed in 72 h unless an Owner signs in",
          tone: "bad",
          by: null,
        };
      case "recovery.cancelled":
        return {
          subject: somebody,
          verb: "cancelled the recovery",
          detail: "an Owner can sign in",
          tone: "good",
          by,
        };
      case "recovery.granted":
        return {
          subject: "Recovery",
          verb: "is done",
          detail: "the new Owner has been mailed",
          tone: "good",
          by: null,
        };
      case "recovery.lapsed":
        return {
          subject: "Recovery",
          verb: "lapsed",
          detail: "nobody confirmed it in 72 h",
          tone: "faded",
          by: null,
        };
      case "recovery.delivery":
        return {
          subject: "Recovery",
          verb: "could not be mailed",
          detail: "why is said under Access",
          tone: "bad",
          by: null,
        };
      default:
        return kind satisfies never;
    }
  },
};
