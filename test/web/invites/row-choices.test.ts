import { describe, expect, it } from "vitest";
import { rowChoices } from "../../../web/invites/row-choices.ts";
import type { PublicInvite } from "../../../worker/domain/invites.ts";
import { invite } from "../rows.ts";

/** What the menu of such an invite holds for somebody of this role. */
function menu(but: Partial<PublicInvite>, role: "admin" | "owner" = "admin", isSent = true) {
  const nothing = () => undefined;
  const open = { openStory: nothing, openAccount: nothing };
  return rowChoices({
    invite: invite(but),
    role,
    isSent,
    ask: nothing,
    copy: nothing,
    ...open,
  }).map(({ label }) => label);
}

const always = ["What happened", "Copy e-mail address"];

describe("no row's menu is a dead end [I15]", () => {
  it("an accepted invite leads to its account", () => {
    expect(menu({ status: "accepted", userId: "joy" })).toEqual(["Open account", ...always]);
  });

  it("an expired one is resent, and when its resends are spent its address is invited again", () => {
    expect(menu({ status: "expired" })).toEqual(["Resend", ...always]);
    expect(menu({ status: "expired", resends: 3, resendsLeft: 0 })).toEqual([
      "Invite again",
      ...always,
    ]);
  });

  it("a withdrawn one's address is invited again", () => {
    expect(menu({ status: "revoked" })).toEqual(["Invite again", ...always]);
  });

  it("a pending one is changed or withdrawn, and put right where its mail bounced", () => {
    expect(menu({})).toEqual(["Change role", ...always, "Withdraw"]);
    expect(menu({ delivery: "bounced", hardBounced: true })[0]).toBe("Fix address");
    const ended = menu({ status: "expired", delivery: "bounced", hardBounced: true });
    expect(ended[0]).toBe("Fix address");
    expect(ended).not.toContain("Invite again");
  });

  it("Tom, an Admin, can only look at an invite to become an Owner, and nobody acts on one that is not sent yet", () => {
    for (const status of ["pending", "expired", "revoked"] as const)
      expect(menu({ status, role: "owner" })).toEqual(always);
    expect(menu({ status: "revoked", role: "owner" }, "owner")).toContain("Invite again");
    expect(menu({}, "owner", false)).toEqual(always);
  });
});
