import { expect, it } from "vitest";
import { isTurnOfYear } from "#domain/years";

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

it("the year turns from the week before 26 August to the week after, and at no other time", () => {
  for (const day of ["2027-08-20", "2027-08-25", "2027-08-26"])
    expect(isTurnOfYear("2027-08-26", at(day)), day).toBe(true);
  for (const day of ["2027-08-26", "2027-09-01"])
    expect(isTurnOfYear("2028-08-26", at(day)), day).toBe(true);
  for (const day of ["2026-11-27", "2027-08-17"])
    expect(isTurnOfYear("2027-08-26", at(day)), day).toBe(false);
  expect(isTurnOfYear("2028-08-26", at("2027-09-05"))).toBe(false);
  expect(isTurnOfYear(null, at("2027-08-26"))).toBe(false);
});
