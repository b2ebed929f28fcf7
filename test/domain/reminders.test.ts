import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reminderLead, reminderTime, thinkOfReminder } from "#domain/invites/reminder";

const hour = 3600_000;
const london = "Europe/London";
/** A time of day in Nottingham, in the week of Monday 23 November 2026. */
const at = (day: number, time: string) =>
  Date.parse(`2026-11-${String(22 + day).padStart(2, "0")}T${time}Z`);

const link = (sentAt: number, life = 24 * hour) => ({ sentAt, expiresAt: sentAt + life });

describe("when Joy is reminded of her link", () => {
  it.each([
    ["with four hours left, by day", at(1, "14:00"), at(2, "10:00")],
    [
      "at seven, where the night would have had it and an hour is left",
      at(1, "09:30"),
      at(2, "07:00"),
    ],
    ["at seven, with an hour left to the minute", at(1, "08:00"), at(2, "07:00")],
    ["the evening before, where the morning is too late", at(1, "07:59"), at(1, "19:00")],
    ["before eight, not at eight", at(1, "00:00"), at(1, "19:00")],
    ["a minute before eight", at(0, "23:59"), at(1, "19:59")],
  ])("%s", (_, sentAt, reminded) => {
    expect(reminderTime(link(sentAt), london, sentAt)).toBe(reminded);
  });

  it("never is, where the link never had more than four hours, or had no day in them", () => {
    expect(reminderTime(link(at(1, "10:00"), 4 * hour), london, at(1, "10:00"))).toBeNull();
    expect(thinkOfReminder(at(1, "10:00"), at(1, "14:00"))).toBeNull();
    expect(reminderTime(link(at(1, "20:30"), 10 * hour), london, at(1, "20:30"))).toBeNull();
  });

  it("is late where the clock was, but neither at night nor with less than an hour left", () => {
    const one = link(at(1, "14:00"));
    expect(reminderTime(one, london, at(2, "12:59"))).toBe(at(2, "12:59"));
    expect(reminderTime(one, london, at(2, "13:01"))).toBeNull();
    expect(reminderTime(link(at(1, "07:30")), london, at(1, "21:00"))).toBeNull();
  });

  it("is by day, in time, once thought of and never before that, in every time zone and at every change of the clocks", () => {
    const zones = [
      london,
      "Europe/Berlin",
      "Atlantic/Azores",
      "Pacific/Auckland",
      "Asia/Kathmandu",
      "UTC",
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2032-01-01") }),
        fc.integer({ min: 1, max: 96 * hour }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...zones),
        (sentAt, life, passed, timeZone) => {
          const one = link(sentAt, life);
          const thinkAt = thinkOfReminder(sentAt, one.expiresAt);
          if (thinkAt === null) {
            expect(life).toBeLessThanOrEqual(reminderLead);
            return;
          }
          const now = Math.round(thinkAt + passed * (one.expiresAt - thinkAt));
          const time = reminderTime(one, timeZone, now);
          const first = reminderTime(one, timeZone, sentAt);
          if (first !== null) expect(first).toBeGreaterThanOrEqual(thinkAt);
          if (time === null) return;
          expect(time).toBeGreaterThanOrEqual(now);
          expect(one.expiresAt - time).toBeGreaterThanOrEqual(hour);
          const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, timeStyle: "medium" });
          const clock = shown.format(time);
          expect(clock >= "07:00:00" && clock < "20:00:00").toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
