import { expect, it } from "vitest";
import { mailDays, pinnedDays } from "../../mail-days.ts";
import { bindings } from "../../people.ts";

const days = Number((bindings as { MAIL_DAYS?: string }).MAIL_DAYS);
const seeds = Array.from({ length: days }, (_, i) => i + 1);
const title =
  "no mail is lost, doubled but where nobody knew, or sent in vain, whatever the mail service does and whenever a Worker dies (R6)";

it(title, { timeout: 3_600_000 }, async () => {
  expect(seeds.length).toBeGreaterThan(0);
  expect(await mailDays([...pinnedDays, ...seeds])).toEqual([]);
});
