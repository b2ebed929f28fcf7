import { digestClock } from "./digests/clock.ts";
import type { Clock } from "./events/clock.ts";
import { importClock } from "./imports/applying/clock.ts";
import { sourceClock } from "./imports/pull/clock.ts";
import { inviteClock } from "./invites/clock.ts";
import { reminderClock } from "./invites/reminders/clock.ts";
import { mailClock } from "./mail/clock.ts";
import { keepingClock } from "./pupils/clock.ts";
import { recoveryClock } from "./recovery/clock.ts";
import { yearClock } from "./years/clock.ts";

/** All that comes due by time alone. A noun's row that waits for a time announces its clock here, once. */
export const clocks: readonly Clock[] = [
  inviteClock,
  reminderClock,
  digestClock,
  recoveryClock,
  yearClock,
  keepingClock,
  mailClock,
  importClock,
  sourceClock,
];
