import { describe, expect, it } from "vitest";
import { isLost, isUnnoticed, journeyInWords, junkHint } from "../../../web/invites/journey.ts";
import { invite } from "../rows.ts";

const sent = Date.UTC(2026, 10, 27, 9);
const [at, minute] = [new Date(sent).toISOString(), 60_000];
const joy = (changes: Partial<ReturnType<typeof invite>>) =>
  invite({ status: "pending", openedAt: null, delivery: "sent", sentAt: at, ...changes });

describe("how far Joy's invite has come", () => {
  it.each([
    [{ delivery: "queued" }, "Queued"],
    [{}, "Sent"],
    [{ delivery: "delivered" }, "Delivered"],
    [{ delivery: "delivered", remindedAt: at }, "Delivered, reminded"],
    [{ delivery: "bounced", remindedAt: at }, "Bounced"],
    [{ delivery: "delivered", remindedAt: at, openedAt: at }, "Opened"],
    [{ delivery: "delivered", openedAt: at }, "Opened"],
    [{ status: "accepted", openedAt: at }, "Set up"],
    [{ delivery: "bounced" }, "Bounced"],
    [{ delivery: "bounced", openedAt: at }, "Opened"],
    [{ status: "revoked", delivery: "queued" }, "Not sent"],
  ] as const)("is said as far as it is known: %o, %s", (changes, words) => {
    expect(journeyInWords(joy(changes))).toBe(words);
  });

  it("is no further than a bounce, until somebody opens the link all the same", () => {
    expect(isLost(joy({ delivery: "bounced" }))).toBe(true);
    expect(isLost(joy({ delivery: "bounced", openedAt: at }))).toBe(false);
    expect(isLost(joy({ delivery: "delivered" }))).toBe(false);
  });
});

describe("the hint to look in Junk", () => {
  it("comes ten minutes after a mail has left, unopened, and at no other time", () => {
    const late = sent + 10 * minute + 1;
    expect(isUnnoticed(joy({}), sent + 10 * minute)).toBe(false);
    for (const delivery of ["sent", "delivered"] as const)
      expect(isUnnoticed(joy({ delivery }), late)).toBe(true);
    for (const delivery of ["queued", "bounced", "dropped", "failed", "complained"] as const)
      expect(isUnnoticed(joy({ delivery }), late)).toBe(false);
    expect(isUnnoticed(joy({ openedAt: at }), late)).toBe(false);
    expect(isUnnoticed(joy({ status: "expired" }), late)).toBe(false);
  });

  it("names the address that the mail comes from, once that is known", () => {
    expect(junkHint("post@staffroom.test")).toBe(
      "Ask them to look in Junk for mail from post@staffroom.test.",
    );
    expect(junkHint(null)).toBe("Ask them to look in Junk.");
  });
});
