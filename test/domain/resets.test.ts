import { describe, expect, it } from "vitest";
import { resetEnd } from "#domain/accounts/resets";

const until = 1_000_000;
const sent = { resetGeneration: 3, resetExpiresAt: until };

describe("a reset link [A8]", () => {
  it("works until the end of its hour, and not at it", () => {
    expect(resetEnd(sent, 3, until - 1)).toBeNull();
    expect(resetEnd(sent, 3, until)).toBe("expired");
  });

  it("says that a newer one came, also when that has expired", () => {
    expect(resetEnd(sent, 2, until - 1)).toBe("replaced");
    expect(resetEnd(sent, 2, until)).toBe("replaced");
  });

  it("has ended once nothing is waited for, whichever link it was", () => {
    for (const generation of [2, 3, 4])
      expect(resetEnd({ resetGeneration: 4, resetExpiresAt: null }, generation, 0)).toBe("ended");
  });
});
