import { describe, expect, it } from "vitest";
import { adviceOf } from "../../worker/local/mail-check/verdicts.ts";

const passed = { verdict: "passed" };
const dkim = [{ ...passed, dkim_domain: "oakfield.example", dkim_selector: "s1" }];

describe("npm run mail:check", () => {
  it("finds nothing to mend where every check has passed", () => {
    const advice = adviceOf({ spf: passed, domain_lockdown: passed, dkim }, "oakfield.example");
    expect(advice.map(({ isGood }) => isGood)).toEqual([true, true, true]);
  });

  it("says in words what to put where for each that has not", () => {
    const failed = { verdict: "failed", reason: "no record" };
    const advice = adviceOf(
      { spf: failed, domain_lockdown: failed, dkim: [{ ...dkim[0], ...failed }] },
      "oakfield.example",
    ).map(({ words }) => words);
    expect(advice[0]).toMatch(/SPF.*include:relay\.mailchannels\.net.*failed, no record/);
    expect(advice[1]).toMatch(/_mailchannels\.oakfield\.example: v=mc1 auth=/);
    expect(advice[2]).toMatch(/s1\._domainkey\.oakfield\.example/);
  });

  it("takes a check that is missing for one to mend, and mail without a signature, too", () => {
    const advice = adviceOf({}, "oakfield.example");
    expect(advice.map(({ isGood }) => isGood)).toEqual([false, false, false]);
    expect(advice[2]?.words).toContain("mail is not signed");
  });
});
