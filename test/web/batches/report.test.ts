import { expect, test } from "vitest";
import { judge } from "#domain/batches";
import { factsOf, type Line, leftOut } from "../../../web/batches/lines.ts";
import { reportOf } from "../../../web/batches/report.ts";
import { invite, user } from "../rows.ts";

test("[I12] the report has every row of the list, and says of those left out why", () => {
  const sent = invite({ email: "j.okafor@oakfield.example", delivery: "delivered" });
  const bounced = invite({
    email: "y.demir@oakfield.example",
    delivery: "bounced",
    deliveryReason: "No such mailbox: check the spelling.",
  });
  const report = reportOf([
    { email: "j.okafor@oakfield.example", outcome: "invited", invite: sent },
    { email: "y.demir@oakfeild.example", outcome: "invited", invite: bounced },
    { email: "g.pell@oakfield.example", outcome: "account_inactive" },
    { email: "J.Okafor@oakfield.example", outcome: "repeated" },
    { email: "=HYPERLINK(1)", outcome: "invalid" },
    { email: "joy@gmial.com", outcome: "left_out" },
    { email: "boss@oakfield.example", outcome: "role_too_high" },
  ]);
  expect(report.replaceAll('"', "").split("\r\n").slice(0, -1)).toEqual([
    "\ufeffE-mail address,Outcome,Mail,Reason",
    "j.okafor@oakfield.example,Invited,Delivered,",
    "y.demir@oakfield.example,Invited,Bounced,No such mailbox: check the spelling.",
    "g.pell@oakfield.example,Already here,,The address has an inactive account: reactivate it.",
    "J.Okafor@oakfield.example,Left out,,The address stands further up in the list.",
    "'=HYPERLINK(1),Not read,,There is no whole e-mail address in this line.",
    "joy@gmial.com,Left out,,The address looked mistyped.",
    "boss@oakfield.example,Refused,,The role is above the sender’s own.",
  ]);
});

test("[I12] what stays out is sent so that it can only be reported, whatever happens meanwhile", () => {
  const line = (email: string, text = email): Line => ({
    id: text,
    line: 1,
    text,
    email,
    givenName: "",
    familyName: "",
    role: null,
    staffType: null,
  });
  const rows = [
    line("l.brand@oakfield.example"),
    line("", `Music department ${"x".repeat(2_000)}`),
    line("joy@gmial.com"),
  ].map((each) => leftOut(each, { role: "editor", staffType: null }));
  const here = factsOf([user({ id: "lena", email: "l.brand@oakfield.example" })], []);
  const outcomes = (facts: typeof here) =>
    judge(rows, facts, "owner").map(({ outcome }) => outcome);
  expect(outcomes(here)).toEqual(["account_exists", "invalid", "left_out"]);
  // Lena's account has given the address up: she is not invited by surprise.
  expect(outcomes(factsOf([], []))).toEqual(["left_out", "invalid", "left_out"]);
  expect(rows[1]?.email).toHaveLength(100);
});
