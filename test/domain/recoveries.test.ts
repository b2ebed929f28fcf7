import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "#domain/errors";
import {
  ask,
  cancel,
  confirm,
  confirmTime,
  grant,
  holderOf,
  isOpen,
  lapse,
  linkNumber,
  type Recovery,
  RecoveryHolder,
  recoveryEnd,
  stopTime,
} from "#domain/recoveries";
import {
  addressWait,
  counting,
  moveAddress,
  type RecoveryAddress,
} from "#domain/recoveries/addresses";

const hour = 3600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 21, 9);
const both = { headteacherEmail: "head@oakfield.example", deputyEmail: "deputy@oakfield.example" };
const asked = (addresses = both) =>
  ask({ id: "r1", schoolId: "s1", askedById: "tom" }, addresses, start);

const step = fc.record({
  wait: fc.oneof(
    fc.integer({ min: 0, max: 30 * hour }),
    fc.constantFrom(0, confirmTime, confirmTime - 1, stopTime, stopTime - 1),
  ),
  act: fc.constantFrom("confirm" as const, "cancel" as const, "lapse" as const, "grant" as const),
  by: fc.constantFrom(...RecoveryHolder.options),
});

function obey(
  recovery: Recovery,
  { act, by }: { act: string; by: RecoveryHolder },
  now: number,
): Recovery {
  try {
    if (act === "confirm") return confirm(recovery, by, now);
    if (act === "cancel") return cancel(recovery, now) ?? recovery;
    if (act === "lapse") return lapse(recovery, now) ?? recovery;
    return grant(recovery, "i1", now) ?? recovery;
  } catch (error) {
    if (error instanceof DomainError) return recovery;
    throw error;
  }
}

describe("a recovery [A14], whatever happens in whatever order", () => {
  it("only goes asked → confirmed → granted, and may end as cancelled or lapsed; what has ended stays as it is", () => {
    const ways = {
      asked: ["confirmed", "cancelled", "lapsed"],
      confirmed: ["granted", "cancelled"],
      granted: [],
      cancelled: [],
      lapsed: [],
    } as Record<string, string[]>;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let [recovery, now] = [asked(), start];
        for (const each of steps) {
          now += each.wait;
          const next = obey(recovery, each, now);
          if (next === recovery) continue;
          expect(ways[recovery.status]).toContain(next.status);
          expect(next.version).toBe(recovery.version + 1);
          if (next.status === "confirmed") expect(now).toBeLessThan(start + confirmTime);
          if (next.status === "granted")
            expect(now).toBeGreaterThanOrEqual((recovery.confirmedAt ?? now) + stopTime);
          if (next.status === "lapsed") expect(now).toBeGreaterThanOrEqual(start + confirmTime);
          recovery = next;
        }
        expect(recovery.dueAt !== null).toBe(isOpen(recovery));
        expect(recovery.endedAt !== null).toBe(!isOpen(recovery));
        if (!isOpen(recovery))
          expect([recovery.headteacherEmail, recovery.deputyEmail]).toEqual([null, null]);
        expect(recovery.inviteId !== null).toBe(recovery.status === "granted");
      }),
      { numRuns: 2_000 },
    );
  });

  it("can be confirmed until its 72 hours are over, to the millisecond", () => {
    expect(confirm(asked(), "deputy", start + confirmTime - 1)).toMatchObject({
      status: "confirmed",
      confirmedBy: "deputy",
    });
    expect(() => confirm(asked(), "deputy", start + confirmTime)).toThrow("link_dead");
    expect(recoveryEnd(asked(), start + confirmTime)).toBe("lapsed");
    expect(lapse(asked(), start + confirmTime - 1)).toBeNull();
  });

  it("is granted 72 hours after it was confirmed, to the millisecond", () => {
    const confirmed = confirm(asked(), "headteacher", start + hour);
    expect(grant(confirmed, "i1", start + hour + stopTime - 1)).toBeNull();
    expect(grant(confirmed, "i1", start + hour + stopTime)).toMatchObject({
      status: "granted",
      inviteId: "i1",
    });
  });

  it("can still be cancelled when its time has come and nobody has acted on it", () => {
    const confirmed = confirm(asked(), "headteacher", start);
    expect(cancel(confirmed, start + 2 * stopTime)).toMatchObject({ status: "cancelled" });
  });

  it("goes nowhere without an address, and once to an address that is both", () => {
    expect(() => asked({ headteacherEmail: null, deputyEmail: null } as never)).toThrow(
      "no_recovery_address",
    );
    expect(
      asked({ headteacherEmail: "Head@oakfield.example", deputyEmail: "head@OAKFIELD.example" })
        .deputyEmail,
    ).toBeNull();
    const one = ask(
      { id: "r1", schoolId: "s1", askedById: "tom" },
      { ...both, deputyEmail: null },
      start,
    );
    expect(() => confirm(one, "deputy", start)).toThrow("link_dead");
  });

  it("numbers the holders' links", () => {
    for (const holder of RecoveryHolder.options) expect(holderOf(linkNumber(holder))).toBe(holder);
    expect([holderOf(0), holderOf(3)]).toEqual([null, null]);
  });
});

describe("a recovery address [A14]", () => {
  const none: RecoveryAddress = { email: null, countsFrom: null, before: null };
  const moved = (seen: RecoveryAddress, email: string | null, now: number) =>
    moveAddress(seen, email, now) ?? seen;

  it("counts after 14 days; until then the one before does", () => {
    const first = moved(none, "a@x.example", start);
    expect([
      counting(first, start + addressWait - 1),
      counting(first, start + addressWait),
    ]).toEqual([null, "a@x.example"]);
    const second = moved(first, "b@x.example", start + 20 * day);
    expect([counting(second, start + 34 * day - 1), counting(second, start + 34 * day)]).toEqual([
      "a@x.example",
      "b@x.example",
    ]);
  });

  it("goes on counting for 14 days after it was removed", () => {
    const removed = moved({ ...none, email: "a@x.example" }, null, start);
    expect([
      counting(removed, start + addressWait - 1),
      counting(removed, start + addressWait),
    ]).toEqual(["a@x.example", null]);
  });

  it("counts at once when it is put back, for it never ceased to", () => {
    const changed = moved({ ...none, email: "a@x.example" }, "b@x.example", start);
    expect(moved(changed, "A@x.example", start + day)).toEqual({ ...none, email: "a@x.example" });
  });

  it("never counts earlier than 14 days after it was last set, unless it counted before", () => {
    const email = fc.constantFrom("a@x.example", "b@x.example", "c@x.example", null);
    const change = fc.record({ wait: fc.integer({ min: 0, max: 20 * day }), email });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let [slot, now] = [{ ...none, email: "first@x.example" } as RecoveryAddress, start];
        for (const each of changes) {
          now += each.wait;
          const inUse = counting(slot, now);
          slot = moved(slot, each.email, now);
          // No change takes the address out of use that is in use now.
          expect(counting(slot, now)).toBe(inUse);
          expect(counting(slot, now + addressWait)).toBe(each.email);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
