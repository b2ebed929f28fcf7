import { describe, expect, it } from "vitest";
import { noTally, type PublicDifference } from "#domain/imports";
import { comingOf, decidedIn, kindOf, noteOf, sidesOf } from "../../../web/imports/words.ts";

const difference = (more: Partial<PublicDifference>): PublicDifference => ({
  id: "d1",
  kind: "details",
  subject: { noun: "user", id: "u1", name: "Gwenllian Hughes" },
  before: {},
  after: {},
  state: "open",
  decidedBy: null,
  protected: [],
  outcome: null,
  ...more,
});

describe("[S5] a difference in words", () => {
  it("sets before and after side by side, and marks what somebody set by hand", () => {
    const sides = sidesOf(
      difference({
        before: { givenName: "Kasia", phone: null },
        after: { givenName: "Katarzyna", phone: "0115 496 0117" },
        protected: ["givenName"],
      }),
    );
    expect(sides).toEqual([
      { name: "First name", before: "Kasia", after: "Katarzyna", isKept: true },
      { name: "Phone", before: "none", after: "0115 496 0117", isKept: false },
    ]);
  });

  it("says of a joiner what becomes of them: an Admin only where they are accepted by themselves", () => {
    const joiner = difference({
      kind: "joiner",
      before: null,
      after: { givenName: "Joy", email: null, role: "admin", staffType: "technician", phone: null },
    });
    expect(sidesOf(joiner).map(({ name, after }) => `${name}: ${after}`)).toEqual([
      "E-mail: none: an account to hand over",
      "Role: Admin, if you accept this one by itself",
      "Staff type: Technician",
    ]);
  });

  it("asks who is who in one sentence, for one and for all whose number has changed", () => {
    const asked = (after: Record<string, unknown>) =>
      noteOf(difference({ kind: "identity", after }));
    expect(asked({ because: "likely" })).toBe(
      "These are alike, with another number in the MIS. Is it one person?",
    );
    expect(asked({ because: "moved", count: 1412 })).toBe(
      "1,412 people have another number in the MIS now. Are they still the same?",
    );
  });

  it("names some of those who come into a group, and counts the rest", () => {
    expect(comingOf({ add: ["Mei Chen", "Yusuf Khan"], added: 14 }, "add")).toBe(
      "Mei Chen, Yusuf Khan, and 12 more",
    );
    expect(comingOf({ add: [], added: 0 }, "add")).toBe("");
  });
});

describe("[S5] the kinds of differences", () => {
  it("open with what is asked first, and say what has been decided", () => {
    const counts = noTally();
    counts.details = { open: 9, accepted: 2, ignored: 1, never: 1, applied: 0 };
    expect(kindOf(undefined, counts)).toBe("details");
    expect(kindOf("leaver", counts)).toBe("leaver");
    expect(kindOf("nonsense", counts)).toBe("details");
    expect(decidedIn("details", counts)).toBe("2 accepted, 2 ignored");
    counts.identity.open = 1;
    expect(kindOf(undefined, counts)).toBe("identity");
  });
});
