import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { household } from "#worker/accounts/limits";
import { type LinkKey, readLink, readLinkKeys, signLink } from "#worker/links";

const key = (id: string, byte: number): LinkKey => ({ id, secret: new Uint8Array(32).fill(byte) });
const keys = [key("k2", 2), key("k1", 1)] as const;

describe("links", () => {
  it("are read by the keys that signed them, for their purpose alone", () => {
    const token = signLink([keys[1]], "accept", "invite-1", 3);
    expect(readLink(keys, "accept", token)).toEqual({ id: "invite-1", generation: 3 });
    expect(readLink([keys[0]], "accept", token)).toBeNull();
    expect(readLink(keys, "reset", token)).toBeNull();
    expect(readLink([key("k1", 9)], "accept", token)).toBeNull();
  });

  it("are worth nothing after any change", () => {
    const token = signLink([keys[0]], "accept", "0f8fad5b-d9cb-469f-a165-70867728950e", 12);
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.string({ minLength: 0, maxLength: 3, unit: "binary-ascii" }),
        fc.nat(2),
        (at, put, cut) => {
          const changed = token.slice(0, at) + put + token.slice(at + cut);
          expect(readLink(keys, "accept", changed) !== null).toBe(changed === token);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("never shift id into generation: lengths are part of what is signed", () => {
    expect(signLink([keys[0]], "accept", "a1", 23)).not.toBe(
      signLink([keys[0]], "accept", "a12", 3),
    );
    const mac = (token: string) => token.split(".").at(-1);
    expect(mac(signLink([keys[0]], "accept", "a1", 23))).not.toBe(
      mac(signLink([keys[0]], "accept", "a12", 3)),
    );
  });

  it("need keys of at least 32 bytes", () => {
    const good = Buffer.alloc(32, 7).toString("base64");
    expect(
      readLinkKeys(`k1:${good}, k2:${good}\nk3:c2hvcnQ= nonsense :${good}`).map((one) => one.id),
    ).toEqual(["k1", "k2"]);
  });
});

describe("households", () => {
  it("are an IPv4 address, or an IPv6 /64 in any spelling", () => {
    expect(household("198.51.100.7")).toBe("198.51.100.7");
    const spellings = [
      "2001:db8:0:1::",
      "2001:0db8:0000:0001:1234:5678:9abc:def0",
      "2001:DB8:0:1::198.51.100.7",
      "2001:db8::1:0:0:0:1",
    ];
    expect(new Set(spellings.map(household))).toEqual(new Set(["2001:db8:0:1::/64"]));
    expect(
      ["::ffff:198.51.100.7", "::FFFF:c633:6407", "0:0:0:0:0:ffff:198.51.100.7"].map(household),
    ).toEqual(Array(3).fill("198.51.100.7"));
    expect(household("unknown")).toBe("unknown");
  });
});
