import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "#domain/time";
import { due } from "../../../web/ui/due.ts";
import { exactly, moment, nameOfDay, timeOfDay } from "../../../web/ui/times.ts";

const london = "Europe/London";

test("yesterday is by the calendar, also just after midnight when clocks have changed", () => {
  const told = (at: string, now: string) => moment(at, Date.parse(now), london);
  // Sunday 25 October 2026 had 25 hours: at a quarter to midnight, 24 hours earlier is still the same day.
  expect(told("2026-10-24T22:45:00Z", "2026-10-25T23:45:00Z")).toBe("23:45 yesterday");
  expect(told("2026-10-24T23:15:00Z", "2026-10-25T23:45:00Z")).toBe("00:15 today");
  // Sunday 29 March 2026 had 23: on Monday at half past midnight, 24 hours earlier is Saturday.
  expect(told("2026-03-29T10:00:00Z", "2026-03-29T23:30:00Z")).toBe("11:00 yesterday");
  expect(told("2026-03-28T23:30:00Z", "2026-03-29T23:30:00Z")).toBe("Sat 23:30");
});

test("the two half past ones of an autumn night are told apart, wherever a time is said", () => {
  const [summer, winter] = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"];
  const noon = Date.parse("2026-10-25T12:00:00Z");
  expect([summer, winter].map((at) => timeOfDay(at, london))).toEqual(["01:30 BST", "01:30 GMT"]);
  expect([summer, winter].map((at) => moment(at, noon, london))).toEqual([
    "01:30 BST today",
    "01:30 GMT today",
  ]);
  expect([summer, winter].map((at) => due(at, london))).toEqual([
    "Sunday 25 October, 01:30 BST",
    "Sunday 25 October, 01:30 GMT",
  ]);
  expect(exactly(summer, london)).toContain("BST");
  expect(exactly(winter, london)).toContain("GMT");
  expect(timeOfDay("2026-10-25T02:30:00Z", london)).toBe("02:30");
});

test("in every time zone a day is called by its place in the calendar, and a weekday alone is never today's", () => {
  const hour = 3600_000;
  const zone = fc.constantFrom(
    ...[london, "America/New_York", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut"],
  );
  const now = fc.integer({
    min: Date.parse("2020-01-01T00:00:00Z"),
    max: Date.parse("2032-01-01T00:00:00Z"),
  });
  fc.assert(
    fc.property(now, zone, fc.integer({ min: 60, max: 9 * 24 * 60 }), (now, zone, minutes) => {
      const time = now - minutes * 60_000;
      const [day, today] = [dayOf(time, zone), dayOf(now, zone)];
      const said = moment(new Date(time).toISOString(), now, zone);
      const name = nameOfDay(day, now, zone);
      expect(said.endsWith(" today")).toBe(name === "Today");
      expect(said.endsWith(" yesterday")).toBe(name === "Yesterday");
      expect(name === "Today").toBe(day === today);
      const weekday = (at: number) =>
        new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: zone }).format(at);
      if (day !== today) expect(said.startsWith(weekday(now))).toBe(false);
      if (now - time < 24 * hour && day !== today) expect(name).toBe("Yesterday");
    }),
    { numRuns: 500 },
  );
});
