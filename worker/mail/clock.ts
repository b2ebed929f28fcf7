import { mails } from "#db/schema";
import { type Clock, timeOf } from "../events/clock.ts";
import { deliverDue } from "./deliver.ts";

/** Mail leaves, or is tried again. A provider may be silent. */
export const mailClock: Clock = {
  ...timeOf(mails, mails.dueAt),
  run: deliverDue,
  isSlow: true,
};
