import { expect, test } from "vitest";
import { endsFrom } from "../../../web/messages/ends.ts";
import { schoolChangeOf, slipsIn, suggestedDomains } from "../../../web/settings/edit.ts";

test("typed domains are sent as a list, and an emptied field as nothing", () => {
  expect(schoolChangeOf({ phone: "", mailDomains: " @Oakfield.example;staff.example " })).toEqual({
    phone: null,
    mailDomains: ["oakfield.example", "staff.example"],
  });
  expect(schoolChangeOf({ name: "Oakfield" })).toEqual({ name: "Oakfield" });
});

test("slips are seen before anything is sent", () => {
  expect(Object.keys(slipsIn({ name: "", contactEmail: "office", timeZone: "Mars" }))).toEqual([
    "name",
    "contactEmail",
    "timeZone",
  ]);
  expect(slipsIn({ contactEmail: "", timeZone: "Europe/Jersey" })).toEqual({});
});

test("the domains of several people are suggested, but neither those that are named nor providers'", () => {
  const emails = ["a@x.example", "b@X.example", "c@y.example", "d@y.example", "e@z.example", null];
  expect(suggestedDomains(emails, "y.example")).toEqual(["x.example"]);
  expect(suggestedDomains(["a@gmail.com", "b@gmail.com", "c@hotmail.co.uk"], "")).toEqual([]);
  // Where there is but one, its only person is enough.
  expect(suggestedDomains(["head@oakfield.example", "b@gmail.com"], "")).toEqual([
    "oakfield.example",
  ]);
});

test("a message ends with a day of the school, also where the clocks change that night", () => {
  // Saturday before the clocks go back: Sunday has 25 hours.
  const ends = endsFrom(Date.parse("2026-10-24T12:00:00Z"), "Europe/London");
  expect(ends.map(({ value }) => value)).toEqual([
    "",
    "2026-10-24T23:00:00.000Z",
    "2026-10-26T00:00:00.000Z",
    "2026-10-31T00:00:00.000Z",
  ]);
  expect(endsFrom(Date.parse("2026-11-27T12:00:00Z"), "Europe/London")).toHaveLength(3);
});
