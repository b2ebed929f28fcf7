import { expect, it } from "vitest";
import { isTurnOfYear } from "#domain/years";

it("the year turns from the week before 26 August to the week after, and at no other time", () => {
  const turns = (day: string) => isTurnOfYear(Date.parse(`${day}T12:00:00Z`));
  for (const day of ["2027-08-19", "2027-08-25", "2027-08-26", "2028-09-01"])
    expect(turns(day), day).toBe(true);
  for (const day of ["2026-11-27", "2027-01-01", "2027-08-17", "2027-09-04"])
    expect(turns(day), day).toBe(false);
});
