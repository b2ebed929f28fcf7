import { pupils } from "#db/schema";
import { type Clock, timeOf } from "../events/clock.ts";
import { eraseDue } from "./erasing.ts";

/** Pupils who left long ago are erased. */
export const keepingClock: Clock = {
  ...timeOf(pupils, pupils.eraseAt),
  run: eraseDue,
  isSlow: false,
};
