import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "#domain/errors";
import {
  accept,
  change,
  type Delivery,
  deadReason,
  deliver,
  expire,
  grace,
  type Invite,
  open,
  resend,
  resendLimit,
  restore,
  revoke,
  send,
  undoTime,
} from "#domain/invites";
import { roles } from "#domain/roles";
import { staffTypes } from "#domain/users/staff";

const hour = 3600_000;
const life = 24 * hour;
const start = Date.UTC(2026, 10, 21, 9);

const fresh = () =>
  send(
    {
      id: "i1",
      schoolId: "s1",
      invitedById: "priya",
      email: "Joy@oakfield.example",
      role: "editor",
    },
    start,
    life,
  );

/** Anything that can happen to an invite. */
const command = fc.oneof(
  fc.constant({ do: "resend" as const }),
  fc.constant({ do: "revoke" as const }),
  fc.constant({ do: "restore" as const }),
  fc.constant({ do: "expire" as const }),
  fc.record({ do: fc.constant("accept" as const), generation: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant("open" as const), generation: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    do: fc.constant("change" as const),
    changes: fc.oneof(
      fc.record({ role: fc.constantFrom(...roles) }),
      fc.record({ staffType: fc.constantFrom(...staffTypes) }),
      fc.record({
        email: fc.constantFrom(
          "joy@oakfield.example",
          "JOY@oakfield.example",
          "j.okafor@oakfield.example",
        ),
      }),
    ),
  }),
  fc.record({
    do: fc.constant("deliver" as const),
    generation: fc.integer({ min: 1, max: 6 }),
    delivery: fc.constantFrom("sent" as const, "failed" as const, "bounced" as const),
  }),
);
const step = fc.record({
  wait: fc.oneof(
    fc.integer({ min: 0, max: 10_000 }),
    fc.integer({ min: 0, max: 30 * hour }),
    fc.constantFrom(life, life - 1, undoTime, undoTime + 1),
  ),
  command,
});

/** Obeys a command as the Worker does; the same invite when the domain refuses or finds nothing to do. */
function obey(
  invite: Invite,
  { do: act, ...rest }: typeof command extends fc.Arbitrary<infer T> ? T : never,
  now: number,
): Invite {
  const given = rest as {
    generation: number;
    changes: Parameters<typeof change>[1];
    delivery: "sent";
  };
  try {
    switch (act) {
      case "resend":
        return resend(invite, now, life);
      case "revoke":
        return revoke(invite, now);
      case "restore":
        return restore(invite, now);
      case "expire":
        return expire(invite, now) ?? invite;
      case "open":
        return open(invite, given.generation, now) ?? invite;
      case "change":
        return change(invite, given.changes, now, life) ?? invite;
      case "deliver":
        return deliver(invite, given.generation, mailNews(given.delivery, null)) ?? invite;
      case "accept":
        return deadReason(invite, given.generation, now) ? invite : accept(invite, "joy", now);
      default:
        return act satisfies never;
    }
  } catch (error) {
    if (error instanceof DomainError) return invite;
    throw error;
  }
}

describe("an invite, whatever happens to it", () => {
  it("keeps every promise of [I3] [I4] [I5] [I7]", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let [invite, now] = [fresh(), start];
        let everAccepted = false;
        for (const { wait, command } of steps) {
          now += wait;
          const before = invite;
          invite = obey(before, command, now);
          const changed = invite !== before;
          expect(invite.version).toBe(before.version + (changed ? 1 : 0));
          expect(invite.resends).toBeGreaterThanOrEqual(0);
          expect(invite.resends).toBeLessThanOrEqual(resendLimit);
          expect(invite.generation).toBeGreaterThanOrEqual(before.generation);
          // Never later than 24 h 30 min after the link was sent.
          expect(invite.expiresAt - invite.sentAt).toBeLessThanOrEqual(life + grace);
          if (before.status === "accepted")
            expect(invite).toMatchObject({
              status: "accepted",
              userId: before.userId,
              role: before.role,
              generation: before.generation,
            });
          if (invite.status === "accepted" && before.status !== "accepted") {
            expect(everAccepted).toBe(false);
            expect(before.status).toBe("pending");
            expect(now).toBeLessThan(before.expiresAt);
            everAccepted = true;
          }
          if (invite.status === "revoked" && before.status !== "revoked")
            expect(now).toBeLessThan(before.expiresAt);
          if (before.status === "revoked" && invite.status !== "revoked") {
            expect(invite.status).toBe("pending");
            expect(now - (before.revokedAt ?? 0)).toBeLessThanOrEqual(undoTime);
            expect(invite.generation).toBe(before.generation);
          }
          // A link lives only while pending, and only the latest one.
          for (let generation = 1; generation <= invite.generation; generation++) {
            const isAlive = deadReason(invite, generation, now) === null;
            expect(isAlive).toBe(
              invite.status === "pending" &&
                generation === invite.generation &&
                now < invite.expiresAt,
            );
          }
          if (invite.generation > before.generation) {
            expect(invite).toMatchObject({
              status: "pending",
              sentAt: now,
              expiresAt: now + life,
              openedAt: null,
              delivery: "queued",
              extended: false,
            });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("names the first reason that holds", () => {
    const resent = resend(fresh(), start, life);
    const afterwards = start + 30 * hour;
    expect(deadReason(accept(resent, "joy", start), 1, afterwards)).toBe("used");
    expect(deadReason(revoke(resent, start), 1, afterwards)).toBe("withdrawn");
    expect(deadReason(resent, 1, afterwards)).toBe("expired");
    expect(deadReason(resent, 1, start)).toBe("replaced");
    expect(deadReason(resent, 2, start)).toBeNull();
  });

  it("is refused at expiresAt exactly and works one millisecond before", () => {
    const invite = fresh();
    expect(deadReason(invite, 1, invite.expiresAt - 1)).toBeNull();
    expect(deadReason(invite, 1, invite.expiresAt)).toBe("expired");
    expect(expire(invite, invite.expiresAt - 1)).toBeNull();
    expect(expire(invite, invite.expiresAt)).toMatchObject({ status: "expired", version: 2 });
  });

  it("gives half an hour to somebody who began in time, once for each link", () => {
    const invite = fresh();
    const late = invite.expiresAt - 60_000;
    const opened = open(invite, 1, late);
    expect(opened).toMatchObject({ openedAt: late, expiresAt: late + grace, extended: true });
    expect(opened && open(opened, 1, late + 20 * 60_000)).toBeNull();
    expect(open(invite, 1, invite.expiresAt)).toBeNull();
    const early = open(invite, 1, start + hour);
    expect(early).toMatchObject({
      openedAt: start + hour,
      expiresAt: invite.expiresAt,
      extended: false,
    });
    expect(early && open(early, 1, late)).toMatchObject({
      openedAt: start + hour,
      expiresAt: late + grace,
    });
  });

  it("hears nothing of the fate of an older mail", () => {
    const resent = resend(fresh(), start, life);
    const bounced = mailNews("bounced", "no such address");
    expect(deliver(resent, 1, bounced)).toBeNull();
    expect(deliver(resent, 2, bounced)).toMatchObject(bounced);
  });

  it("goes to no address that no mail reaches, until that is put right", () => {
    const bounced = deliver(fresh(), 1, { ...mailNews("bounced", null), hardBounced: true });
    if (!bounced) throw new Error("Nothing was heard.");
    expect(() => resend(bounced, start, life)).toThrow("not_resendable");
    const fixed = change(bounced, { email: "joy.okafor@oakfield.example" }, start, life);
    expect(fixed).toMatchObject({ delivery: "queued", hardBounced: false, generation: 2 });
    expect(fixed && resend(fixed, start, life)).toMatchObject({ generation: 3 });
  });
});

function mailNews(delivery: Delivery, deliveryReason: string | null) {
  return { delivery, deliveryReason, hardBounced: false };
}
