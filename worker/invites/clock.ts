import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { type Clock, timeOf } from "../events/clock.ts";
import { expireDue } from "./expiry.ts";

/** Invites expire. */
export const inviteClock: Clock = {
  ...timeOf(invites, invites.expiresAt, isPending),
  run: expireDue,
  isSlow: false,
};
