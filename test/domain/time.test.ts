import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, dayBefore, dayOf, daysBetween, isTwice, startOfDay } from "#domain/time";

const hour = 3600_000;
const zones = [
  ...["Europe/London", "Europe/Dublin", "Europe/Berlin", "Atlantic/Azores", "UTC"],
  ...["America/New_York", "America/St_Johns", "America/Havana", "America/Santiago"],
  ...["Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham"],
  ...["Asia/Kathmandu", "Asia/Beirut", "Africa/Cairo", "Pacific/Kiritimati"],
];
const zone = fc.constantFrom(...zones);
const from = Date.parse("2020-01-01T00:00:00Z");
const to = Date.parse("2032-01-01T00:00:00Z");
const moment = fc.integer({ min: from, max: to });

const clocks = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }),
  ]),
);

/** What a clock on the wall shows. */
const wall = (time: number, timeZone: string) => clocks.get(timeZone)?.format(time) ?? "";

describe("a day at a school, in every time zone", () => {
  it("is the one the calendar on the wall shows", () => {
    fc.assert(
      fc.property(moment, zone, (time, timeZone) => {
        expect(dayOf(time, timeZone)).toBe(wall(time, timeZone).slice(0, 10));
      }),
    );
  });

  it("begins at its start and not before, whether it has 23, 24 or 25 hours", () => {
    fc.assert(
      fc.property(moment, zone, (time, timeZone) => {
        const day = dayOf(time, timeZone);
        const start = startOfDay(day, timeZone);
        expect([dayOf(start, timeZone), dayOf(start - 1, timeZone)]).toEqual([day, dayBefore(day)]);
        expect(start).toBeLessThanOrEqual(time);
        expect(time).toBeLessThan(startOfDay(dayAfter(day), timeZone));
      }),
      { numRuns: 500 },
    );
  });

  it("has one before and one after by the calendar, whatever the clocks do", () => {
    fc.assert(
      fc.property(moment, fc.nat(400), (time, count) => {
        let day = dayOf(time, "UTC");
        const first = day;
        for (let i = 0; i < count; i++) day = dayAfter(day);
        expect(daysBetween(first, day)).toBe(count);
        for (let i = 0; i < count; i++) day = dayBefore(day);
        expect(day).toBe(first);
      }),
    );
  });
});

describe("the hour that comes twice when clocks are put back", () => {
  it("is 01:00 to 02:00 in the last night of British Summer Time, to the millisecond", () => {
    const one = Date.parse("2026-10-25T00:00:00Z");
    const of = (time: number) => isTwice(time, "Europe/London");
    expect(
      [one - 1, one, one + hour - 1, one + hour, one + 2 * hour - 1, one + 2 * hour].map(of),
    ).toEqual([false, true, true, true, true, false]);
    const spring = Date.parse("2026-03-29T01:00:00Z");
    expect([spring - 1, spring, spring + hour].map(of)).toEqual([false, false, false]);
  });

  it("is known in every time zone: just when another moment nearby shows the same", () => {
    const minute = 60_000;
    const nearChange = fc
      .tuple(
        zone,
        fc.integer({ min: 2020, max: 2031 }),
        fc.boolean(),
        fc.integer({ min: -360, max: 360 }),
      )
      .map(([timeZone, year, isLate, minutes]) => {
        const change = changeIn(timeZone, year, isLate);
        return { timeZone, time: (change ?? Date.UTC(year, 5, 1)) + minutes * minute };
      });
    fc.assert(
      fc.property(nearChange, ({ timeZone, time }) => {
        const shown = wall(time, timeZone);
        const others = [-2, -1, -0.5, 0.5, 1, 2].map((hours) =>
          wall(time + hours * hour, timeZone),
        );
        expect(isTwice(time, timeZone), `${timeZone} ${new Date(time).toISOString()}`).toBe(
          others.includes(shown),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** When the clocks change in a year, the first time or the last; null where they do not. */
function changeIn(timeZone: string, year: number, isLate: boolean): number | null {
  const offset = (time: number) => Date.parse(`${wall(time, timeZone).replace(" ", "T")}Z`) - time;
  const days = Array.from({ length: 366 }, (_, i) => Date.UTC(year, 0, 1 + i));
  const found = days.filter((day) => offset(day) !== offset(day + 24 * hour));
  const day = isLate ? found.at(-1) : found[0];
  if (day === undefined) return null;
  let [before, after] = [day, day + 24 * hour];
  while (after - before > 60_000) {
    const middle = before + Math.floor((after - before) / 120_000) * 60_000;
    if (offset(middle) === offset(day)) before = middle;
    else after = middle;
  }
  return after;
}
