import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword } from "#worker/accounts/hash";

describe("a stored password", () => {
  it("costs a thief scrypt with N=2^14, r=8, p=5, whatever the other tests pay", async () => {
    const stored = await hashPassword("correct horse 7");
    const [, salt = "", hash] =
      /^scrypt\$16384\$8\$5\$([\w-]{22})\$([\w-]{43})$/.exec(stored) ?? [];
    const cost = { N: 16384, r: 8, p: 5 };
    expect(hash).toBe(
      scryptSync("correct horse 7", Buffer.from(salt, "base64url"), 32, cost).toString("base64url"),
    );
    expect(await checkPassword("correct horse 7", stored, "priya")).toBe(true);
    expect(await checkPassword("correct horse 8", stored, "priya")).toBe(false);
  });
});
