import { expect, it } from "vitest";
import { mailDays, pinnedDays } from "../../mail-days/days.ts";
import { bindings } from "../../people.ts";

const { MAIL_DAYS, MAIL_FROM_DAY } = bindings as { MAIL_DAYS?: string; MAIL_FROM_DAY?: string };
const seeds = Array.from({ length: Number(MAIL_DAYS) }, (_, i) => Number(MAIL_FROM_DAY) + i);
const title =
  "no mail is lost, doubled but where nobody knew, or sent in vain, whatever the mail service does and whenever a Worker dies (R6)";

it(title, { timeout: 3_600_000 }, async () => {
  expect(seeds.length).toBeGreaterThan(0);
  const { failed, sum } = await mailDays([...pinnedDays, ...seeds]);
  console.log(JSON.stringify(sum));
  expect(failed).toEqual([]);
  // A single day may lack something; many that lack it are none of those that were meant.
  const { doubled: _, ...always } = sum;
  if (seeds.length > 5)
    for (const [what, count] of Object.entries(always)) expect(count, what).toBeGreaterThan(0);
});
