import { expect, test } from "vitest";
import { ownDomains } from "#domain/emails/own-domains";
import { slipsAgainst } from "#domain/emails/slips";
import { factsOf, inOrderOfConcern, type Line, verdictsOf } from "../../../web/batches/lines.ts";
import { stayOut, verdictInWords } from "../../../web/batches/words.ts";
import { invite, user } from "../rows.ts";

const defaults = { role: "editor", staffType: "teacher" } as const;
let made = 0;
const line = (email: string, but: Partial<Line> = {}): Line => ({
  id: String(++made),
  line: made,
  text: email,
  email,
  givenName: "",
  familyName: "",
  role: null,
  staffType: null,
  ...but,
});

test("[I12] a line's verdict follows what the school knows, and what stands in the list before it", () => {
  const facts = factsOf(
    [
      user({ id: "lena", email: "L.Brand@oakfield.example" }),
      user({ id: "graham", email: "g.pell@oakfield.example", status: "inactive" }),
    ],
    [
      invite({ email: "j.okafor@oakfield.example" }),
      invite({ id: "old", email: "gone@oakfield.example", status: "expired" }),
    ],
  );
  const lines = [
    line("y.demir@oakfield.example", { role: "owner" }),
    line("f.balogun@oakfield.example"),
    line("F.Balogun@OAKFIELD.example"),
    line("l.brand@oakfield.example"),
    line("g.pell@oakfield.example"),
    line("J.Okafor@oakfield.example"),
    line("gone@oakfield.example", { role: "viewer" }),
    line("c.farquhar@oakfield"),
    line("kïm.ngo@oakfield.example"),
    line("", { text: "Music department" }),
  ];
  const verdicts = verdictsOf(lines, defaults, facts, "admin", () => null);
  const said = lines.map((each) => {
    const verdict = verdicts.get(each.id);
    return verdict && verdictInWords(verdict, each, verdict.outcome === "repeated" ? 2 : null);
  });
  expect(said).toEqual([
    "You cannot give this role",
    "Ready",
    "Same as line 2",
    "Has an account already",
    "Account is inactive",
    "Invited already",
    "Ready: role from your list",
    "Not a whole address",
    "Mail cannot reach letters like “é”",
    "No address in this line",
  ]);
  const order = inOrderOfConcern(lines, verdicts).map((id) => lines.findIndex((l) => l.id === id));
  expect(order).toEqual([0, 7, 8, 9, 3, 4, 5, 2, 1, 6]);
});

test("[I12] what stays out is counted in a sentence", () => {
  expect(stayOut({ fix: 0, here: 0, pending: 0, twice: 0 })).toBe("Nobody stays out.");
  expect(stayOut({ fix: 1, here: 0, pending: 0, twice: 0 })).toBe("1 stays out: 1 to fix.");
  expect(stayOut({ fix: 3, here: 2, pending: 1, twice: 1 })).toBe(
    "7 stay out: 3 to fix, 2 here already, 1 invited already, 1 twice.",
  );
});

test("[I12] a slip in a line's domain is to be fixed, or kept by somebody who has looked at it", () => {
  const slips = slipsAgainst(ownDomains([], ["l.brand@oakfield.example"]));
  const lines = [
    line("b.osullivan@oakfeild.example"),
    line("k.osullivan@oakfeild.example", { isMeant: true }),
    line("c.farquhar@oakfield"),
    line("gov@gmial.com"),
    line("j.okafor@oakfield.example"),
  ];
  const verdicts = verdictsOf(lines, defaults, factsOf([], []), "admin", slips);
  expect(
    lines.map((each) => {
      const verdict = verdicts.get(each.id);
      return verdict && [verdict.concern, verdict.suggestion, verdictInWords(verdict, each, null)];
    }),
  ).toEqual([
    ["fix", "b.osullivan@oakfield.example", "Meant oakfield.example?"],
    ["ready", null, "Ready"],
    ["fix", "c.farquhar@oakfield.example", "Meant oakfield.example?"],
    ["fix", "gov@gmail.com", "Meant gmail.com?"],
    ["ready", null, "Ready"],
  ]);
});
