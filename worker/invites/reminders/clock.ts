import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { type Clock, timeOf } from "../../events/clock.ts";
import { remindDue } from "./due.ts";

/** Reminders of invites come due. */
export const reminderClock: Clock = {
  ...timeOf(invites, invites.remindAt, isPending),
  run: remindDue,
  isSlow: false,
};
