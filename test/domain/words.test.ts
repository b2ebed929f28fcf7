import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalisePassword, passwordSlip } from "#domain/accounts/passwords";
import { canonicalEmail, Email, isEmail } from "#domain/emails";
import { seenBy } from "#domain/events";
import { Phone } from "#domain/names";
import { can, canGrant, roles } from "#domain/roles";
import { Postcode, Registration, SchoolName } from "#domain/schools";
import { startOfDay } from "#domain/time";
import { permissionsOf, staffTypes } from "#domain/users/staff";
import { nextUsername, suggestUsername, Username } from "#domain/users/usernames";

describe("e-mail addresses [I2]", () => {
  it("compare trimmed, NFKC and in lower case, and once canonical stay so", () => {
    expect(canonicalEmail(" Joy.OKAFOR@Oakfield.Example ")).toBe("joy.okafor@oakfield.example");
    expect(canonicalEmail("ｊｏｙ＠oakfield.example")).toBe("joy@oakfield.example");
    expect(canonicalEmail("\u1fcdx")).toBe(canonicalEmail(canonicalEmail("\u1fcdx")));
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (text) => canonicalEmail(canonicalEmail(text)) === canonicalEmail(text),
      ),
    );
  });

  it("keep what was typed, without the spaces around it", () => {
    expect(Email.parse("  Joy.Okafor@Oakfield.example ")).toBe("Joy.Okafor@Oakfield.example");
  });

  it("must look like one", () => {
    for (const good of [
      "a@b.co",
      "o'neil+tag@sub.school.sch.uk",
      "joerg@schüle.example",
      "<a@b.co>",
      "a\u200b@b.co",
      "x_y@1.example",
    ])
      expect(isEmail(good), good).toBe(true);
    const bad = [
      "",
      "a",
      "a@",
      "@b.co",
      "a@b",
      "a@b.c",
      "a b@c.de",
      "a@b..co",
      ".a@b.co",
      "a.@b.co",
      "a@-b.co",
      "a@b.co\nBcc: x@y.zz",
      "a@b.co,c@d.ee",
      "jörg@schule.example",
      `${"a".repeat(65)}@b.co`,
    ];
    for (const one of bad) expect(isEmail(one), JSON.stringify(one)).toBe(false);
  });

  it("are judged in the form they are used in (check after normalising)", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" })), (text) => {
        expect(isEmail(text)).toBe(isEmail(canonicalEmail(text)));
        if (isEmail(text)) expect(canonicalEmail(text)).not.toMatch(/[\s<>,;]/);
      }),
    );
  });
});

describe("usernames [A4]", () => {
  it("are corrected as typed", () => {
    expect(Username.parse("  NG75PN_Smith ")).toBe("ng75pn_smith");
    for (const bad of ["ab", "a".repeat(41), "a b c", "joy@oakfield", "naïve", "-- drop;", ""])
      expect(Username.safeParse(bad).success, bad).toBe(false);
  });

  it("are proposed as postcode_surname and count on from there", () => {
    expect(suggestUsername("NG7 5PN", "Smith")).toBe("ng75pn_smith");
    expect(suggestUsername("NG7 5PN", "O'Brien-Łukasz", 2)).toBe("ng75pn_obrienlukasz2");
    expect(suggestUsername("NG7 5PN", "李")).toBeNull();
    expect([1, 2, 3].map((attempt) => nextUsername("ng75pn_smith", attempt))).toEqual([
      "ng75pn_smith2",
      "ng75pn_smith3",
      "ng75pn_smith4",
    ]);
    expect(nextUsername("ng75pn_smith2", 1)).toBe("ng75pn_smith3");
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.integer({ min: 1, max: 120 }),
        (surname, attempt) => {
          const proposed = suggestUsername("NG7 5PN", surname, attempt);
          if (proposed !== null) expect(Username.parse(proposed)).toBe(proposed);
          const next = nextUsername(proposed ?? "ng75pn_x", attempt);
          expect(Username.parse(next)).toBe(next);
        },
      ),
    );
  });
});

describe("passwords [A10] [A11]", () => {
  const none = () => false;

  it("say which rule they break", () => {
    expect(passwordSlip("short 1", "joy", none)).toMatch(/at least 8/);
    expect(passwordSlip("   abc1   ", "joy", none)).toMatch(/at least 8/);
    expect(passwordSlip("no number here", "joy", none)).toMatch(/number/);
    expect(passwordSlip(`${"x".repeat(128)}1`, "joy", none)).toMatch(/128/);
    expect(passwordSlip("NG75PN_Okafor", "ng75pn_okafor", none)).toMatch(/username/);
    expect(passwordSlip("password1", "joy", (password) => password === "password1")).toMatch(
      /leaked/,
    );
    expect(passwordSlip("correct horse 7", "joy", none)).toBeNull();
    expect(passwordSlip("пароль подлиннее ٧", "joy", none)).toBeNull();
  });

  it("are the same whether composed or decomposed, with or without spaces around", () => {
    expect(normalisePassword(" cafe\u0301 123 ")).toBe("café 123");
  });

  it("count characters, not code units", () => {
    expect(passwordSlip("😀😀😀1", "joy", none)).toMatch(/at least 8/);
  });
});

describe("schools [S1]", () => {
  it("have names without web addresses", () => {
    for (const good of [
      "Oakfield High",
      "St. Mary's C.E. Primary",
      "ÉÈ",
      "Ysgol y Garnedd",
      "The Co-operative Academy 2.0",
    ]) {
      expect(SchoolName.safeParse(good).success, good).toBe(true);
    }
    for (const bad of [
      "A",
      "",
      " ",
      "x".repeat(81),
      "Win at evil.com",
      "http://evil",
      "www.evil.example",
      "evil.com/school",
      "ｅｖｉｌ．com",
    ]) {
      expect(SchoolName.safeParse(bad).success, bad).toBe(false);
    }
    expect(SchoolName.parse("Oakfield\r\nBcc: x")).toBe("Oakfield Bcc: x");
    expect(SchoolName.parse("\u202edleifkaO")).toBe("dleifkaO");
  });

  it("write their postcode one way", () => {
    expect(Postcode.parse(" ng75pn")).toBe("NG7 5PN");
    expect(Postcode.parse("ec1a-1bb")).toBe("EC1A 1BB");
    for (const bad of ["", "NG7", "12345", "NG7 5P", "ZZZ 1AA"])
      expect(Postcode.safeParse(bad).success, bad).toBe(false);
  });

  it("take no unknown fields at registration", () => {
    expect(
      Registration.safeParse({
        name: "Oakfield High",
        postcode: "NG7 5PN",
        email: "a@b.example",
        owner: true,
      }).success,
    ).toBe(false);
  });
});

describe("people", () => {
  it("have phones written in many ways", () => {
    for (const good of [
      "",
      "0115 496 0000",
      "(0115) 496 0000",
      "+44 (0)115 496-0000",
      "01154960000 ext 12",
      "0115 496 0000 ext. 12",
      "0115 496 0000, extension 1234",
      "0115 496 0000 x12",
      "0115 496 0000 #12",
      "0115\u2013496\u20130000",
      "0115\u2011496\u20140000",
      "0115\u00a0496\u202f0000",
      "0115 496 0000 / 07700 900123",
      "0115 496 0000 or 07700 900123",
      "0115 496 0000, 07700 900123",
      "(0115) 496 0000 ext. 12 & +44 7700 900123",
    ])
      expect(Phone.safeParse(good).success, good).toBe(true);
    for (const bad of [
      "call me",
      "12",
      "0115<script>",
      "0115 496 0000 ask for Joy",
      "()()()()",
      "ext. 12345",
    ])
      expect(Phone.safeParse(bad).success, bad).toBe(false);
  });

  it("are asked for a phone number in any of its spellings: each is kept as typed but for spaces", () => {
    const dash = fc.constantFrom(
      "-",
      "\u2010",
      "\u2011",
      "\u2013",
      "\u2014",
      "\u2212",
      " ",
      ".",
      "",
    );
    const digits = fc.stringMatching(/^\d{3,5}$/);
    const area = fc
      .tuple(digits, fc.constantFrom(["", ""], ["(", ")"], ["+44 (0)", ""]))
      .map(([code, [open, close]]) => `${open}${code}${close} `);
    const extension = fc.constantFrom(
      "",
      " ext. 12",
      " ext 12",
      " Ext:12",
      " x12",
      ", extension 12",
    );
    const number = fc.tuple(area, digits, dash, digits, extension).map((parts) => parts.join(""));
    const between = fc.constantFrom(" / ", " or ", ", ", "; ", " & ", " and ");
    fc.assert(
      fc.property(number, fc.option(fc.tuple(between, number)), (one, more) => {
        const typed = [one, ...(more ?? [])].join("");
        fc.pre(typed.length <= 60);
        const parsed = Phone.safeParse(typed);
        expect(parsed.success, typed).toBe(true);
        expect(parsed.data).toBe(typed.replace(/\s+/g, " ").trim());
      }),
    );
  });

  it("get the permissions their staff type brings [A5]", () => {
    for (const staffType of staffTypes) {
      const leads = staffType === "slt" || staffType === "headteacher";
      expect(permissionsOf(staffType)).toEqual({
        editHistory: leads,
        seeWholeSchool: leads,
        setTargets: false,
      });
    }
  });
});

describe("roles [I1]", () => {
  it("grant nothing above themselves, and only Admins and Owners grant at all", () => {
    const granted = roles.map((own) => roles.filter((role) => canGrant(own, role)));
    expect(granted).toEqual([
      [],
      [],
      ["viewer", "editor", "admin"],
      ["viewer", "editor", "admin", "owner"],
    ]);
  });

  it("see of events what they may see", () => {
    const numbered = {
      seq: 1,
      at: "2026-11-21T09:00:00.000Z",
      actor: null,
      command: "c",
      changes: null,
    };
    const invite = { id: "i" } as never;
    const user = { id: "u", username: "x", status: "active" } as never;
    for (const role of roles) {
      const sent = seenBy(role, { ...numbered, kind: "invite.sent", invite });
      expect(sent === null).toBe(!can(role, "seeInvites"));
      const accepted = seenBy(role, { ...numbered, kind: "invite.accepted", invite, user });
      expect(accepted && "invite" in accepted && accepted.invite === null).toBe(
        !can(role, "seeInvites"),
      );
      expect(JSON.stringify(accepted).includes("username")).toBe(can(role, "seeInvites"));
    }
  });
});

describe("a day at a school", () => {
  it("begins a day after the hour that is left out at midnight", () => {
    expect(new Date(startOfDay("2026-03-29", "Atlantic/Azores")).toISOString()).toBe(
      "2026-03-29T01:00:00.000Z",
    );
    expect(new Date(startOfDay("2026-09-06", "America/Santiago")).toISOString()).toBe(
      "2026-09-06T04:00:00.000Z",
    );
    expect(new Date(startOfDay("2026-04-24", "Africa/Cairo")).toISOString()).toBe(
      "2026-04-23T22:00:00.000Z",
    );
  });
});
