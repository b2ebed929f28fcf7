import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalEmail, isEmail, readEmail } from "#domain/emails";
import { ownDomains } from "#domain/emails/own-domains";
import { slipsAgainst } from "#domain/emails/slips";

const emails = [
  "p.shah@oakfield.sch.uk",
  "t.mills@oakfield.sch.uk",
  "governor@parkgate-trust.org.uk",
  null,
];
const own = ownDomains(["oakfield.nottingham.sch.uk"], emails);
const meant = slipsAgainst(own);

describe("[I11] slips in an address", () => {
  it("are found against the school's own domains and those of its people", () => {
    expect(own).toEqual(["oakfield.nottingham.sch.uk", "oakfield.sch.uk", "parkgate-trust.org.uk"]);
    for (const [typed, likely] of [
      ["j.okafor@oakfeild.sch.uk", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield.shc.uk", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield.co.uk", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield.sch.u", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@akfield.sch.uk", "j.okafor@oakfield.sch.uk"],
      ["J.Okafor@OakFeild.sch.uk;", "J.Okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield.notingham.sch.uk", "j.okafor@oakfield.nottingham.sch.uk"],
      ["j.okafor@oakfield,sch.uk", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield..sch.uk", "j.okafor@oakfield.sch.uk"],
      ["j.okafor@oakfield", "j.okafor@oakfield.nottingham.sch.uk"],
      ["Joy <j.o’kafor@oakfeild.sch.uk>", "j.o'kafor@oakfield.sch.uk"],
      ["chair@parkgate-trust.org", "chair@parkgate-trust.org.uk"],
    ] as const)
      expect(meant(typed), typed).toBe(likely);
  });

  it("are found against providers that everybody knows", () => {
    for (const [slip, provider] of [
      ["gmial.com", "gmail.com"],
      ["gmail.con", "gmail.com"],
      ["gmail.co", "gmail.com"],
      ["gmal.com", "gmail.com"],
      ["gmailcom", "gmail.com"],
      ["gmail", "gmail.com"],
      ["hotmial.co.uk", "hotmail.co.uk"],
      ["hotmail.co", "hotmail.com"],
      ["outlok.com", "outlook.com"],
      ["yaho.co.uk", "yahoo.co.uk"],
      ["iclould.com", "icloud.com"],
      ["btinternet.con", "btinternet.com"],
    ])
      expect(meant(`joy@${slip}`), slip).toBe(`joy@${provider}`);
  });

  it("are not seen in a domain that is known, nor in one that only looks a little like it", () => {
    for (const domain of [
      ...own,
      "OAKFIELD.sch.uk",
      "gmail.com",
      "googlemail.com",
      "hotmail.fr",
      "yahoo.ie",
      "mail.com",
      "email.com",
      "ymail.com",
      "me.com",
      "five.co.uk",
      "live.ie",
      "olive.sch.uk",
      "parkfield.sch.uk",
      "elmfield.sch.uk",
      "oakfield2.sch.uk",
      "fernhill.sch.uk",
      "nottingham.gov.uk",
      "schüle.example",
    ])
      expect(meant(`joy@${domain}`), domain).toBeNull();
    for (const none of [
      "",
      "@",
      "joy",
      "@oakfeild.sch.uk",
      "a b@oakfeild.sch.uk",
      "a@b@oakfeild.sch.uk",
    ])
      expect(meant(none), none).toBeNull();
  });

  it("never lead to another mailbox name than was typed, only to domains that are known, and always to the same", () => {
    const local = fc
      .stringMatching(/^[a-zA-Z0-9+_-][a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]{0,30}$/)
      .filter((text) => !/\.\.|\.$/.test(text));
    const near = fc
      .tuple(fc.constantFrom(...own, "gmail.com", "hotmail.co.uk"), fc.nat(), fc.nat(4), fc.nat(25))
      .map(([domain, place, way, letter]) => {
        const at = place % domain.length;
        const other = String.fromCharCode(97 + letter);
        const [before, here, after] = [domain.slice(0, at), domain[at] ?? "", domain.slice(at + 1)];
        return [
          before + after,
          before + other + after,
          before + other + here + after,
          before + after.slice(0, 1) + here + after.slice(1),
          domain,
        ][way];
      });
    const any = fc.oneof(near, fc.string({ unit: fc.constantFrom(..."abé.-@ ") }), fc.domain());
    let found = 0;
    fc.assert(
      fc.property(local, any, fc.array(fc.domain(), { maxLength: 5 }), (name, domain, others) => {
        const typed = `${name}@${domain}`;
        const known = [...own, ...others];
        const likely = slipsAgainst(known)(typed);
        expect(slipsAgainst([...known])(typed)).toBe(likely);
        if (likely === null) return;
        found += 1;
        expect(likely.slice(0, likely.lastIndexOf("@"))).toBe(name);
        expect(isEmail(likely)).toBe(true);
        expect(canonicalEmail(likely)).not.toBe(canonicalEmail(typed));
        // What was meant is not mistyped again.
        expect(slipsAgainst(known)(likely)).toBeNull();
        expect(known.some((each) => readEmail(typed).endsWith(`@${each.toLowerCase()}`))).toBe(
          false,
        );
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(200);
  });
});
