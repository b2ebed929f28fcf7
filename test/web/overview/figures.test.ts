import fc from "fast-check";
import { expect, test } from "vitest";
import {
  accept,
  deliver,
  expire,
  type Invite,
  open,
  type PublicInvite,
  published,
  request,
  resend,
  restore,
  revoke,
  send,
} from "#domain/invites";
import type { PublicUser } from "#domain/users";
import { staffTypes } from "#domain/users/staff";
import { filters, search } from "../../../web/invites/list.ts";
import { inviteSorts } from "../../../web/invites/order.ts";
import { invitePart } from "../../../web/invites/parts.ts";
import { attention } from "../../../web/overview/attention.ts";
import { inviteFigures, staffFigures } from "../../../web/overview/figures.ts";
import type { Figure } from "../../../web/overview/links.ts";
import { askedBy } from "../../../web/ui/lists/address.ts";
import type { Moment } from "../../../web/ui/lists/part.ts";
import { searchUsers, userFilters } from "../../../web/users/list.ts";
import { bySurname, userSorts } from "../../../web/users/order.ts";
import { userPart } from "../../../web/users/parts.ts";
import { at, invite, noon, user } from "../rows.ts";

const london = { now: noon, timeZone: "Europe/London" };
const hour = 3_600_000;

test("[S7] what needs somebody stands in the order of its urgency, and says of whom", () => {
  const lost = invite({
    id: "head",
    email: "head@oakfeild.example",
    delivery: "bounced",
    deliveryReason: "No such domain.",
  });
  const ending = [
    invite({ id: "one", expiresAt: at(3), openedAt: at(-0.5) }),
    invite({ id: "two", expiresAt: at(1) }),
  ];
  const asked = invite({
    id: "dom",
    email: "d.fair@oakfield.example",
    status: "expired",
    requestedAt: at(-0.2),
  });
  const pair = [
    user({ id: "a", username: "ng75pn_james", givenName: "Al", familyName: "James" }),
    user({
      id: "b",
      username: "ng75pn_james.1",
      givenName: "Al",
      familyName: "James",
      email: null,
    }),
  ];
  const found = attention(
    [lost, asked, ...ending, invite({ id: "late" })],
    [user(), ...pair],
    [],
    london,
  );
  expect(found.map(({ count, words, detail, to }) => [`${count} ${words}`, detail, to])).toEqual([
    ["1 mail bounced", "head@oakfeild.example: no such domain", "invites?of=lost"],
    ["1 person asks for a new link", "d.fair@oakfield.example, 12 m ago", "invites?of=asked"],
    [
      "2 links run out within 4 hours",
      "1 opened, 1 not opened; the first at 13:00",
      "invites?of=ending",
    ],
    [
      "2 accounts look like one person",
      "ng75pn_james and ng75pn_james.1: the same name, and usernames that differ only by a number",
      "users?of=alike",
    ],
  ]);
  expect(attention([invite()], [user()], [], london)).toEqual([]);
});

test("[S7] of many only the first are named", () => {
  const many = [1, 2, 3, 4].map((n) =>
    invite({ id: `${n}`, email: `${n}@x.example`, delivery: n < 4 ? "bounced" : "failed" }),
  );
  const [lost] = attention(many, [], [], london);
  expect([lost?.count, lost?.words, lost?.detail]).toEqual([
    4,
    "mails did not arrive",
    "1@x.example: bounced; 2@x.example: bounced; and 2 more",
  ]);
});

test("[S7] a bounce of an invite that is over needs nobody any more", () => {
  const over = (["accepted", "expired", "revoked"] as const).map((status) =>
    invite({ id: status, status, delivery: "bounced", expiresAt: at(1) }),
  );
  expect(attention(over, [], [], london)).toEqual([]);
});

test("[S7] the share accepted leaves pending ones out, and the usual time is the middle one's", () => {
  const took = (id: string, hours: number) =>
    invite({ id, status: "accepted", sentAt: at(-48), acceptedAt: at(hours - 48) });
  const rows = [
    ...[took("a", 1), took("b", 4), took("c", 20)],
    invite({ id: "p" }),
    invite({ id: "x", status: "expired", sentAt: at(-50) }),
    invite({ id: "old", status: "revoked", sentAt: at(-24 * 31) }),
  ];
  const figures = inviteFigures(rows, london);
  expect([figures.sent.count, figures.percentAccepted, figures.usualTimeMs]).toEqual([
    5,
    75,
    4 * hour,
  ]);
  const none = inviteFigures([invite()], london);
  expect([none.percentAccepted, none.usualTimeMs]).toEqual([null, null]);
});

test("[S7] days are the school's own, and the chart holds thirty of them", () => {
  const night = { now: Date.parse("2026-06-10T23:30:00Z"), timeZone: "Europe/London" };
  const { days } = inviteFigures(
    [
      invite({ id: "before", sentAt: "2026-06-10T22:59:00Z" }),
      invite({ id: "after", sentAt: "2026-06-10T23:01:00Z" }),
    ],
    night,
  );
  expect(days).toHaveLength(30);
  expect(days.slice(-2).map(({ day, sent }) => [day, sent.count])).toEqual([
    ["2026-06-10", 1],
    ["2026-06-11", 1],
  ]);
});

test("[S7] staff by type counts active people only, the most first", () => {
  const staff = staffFigures([
    user({ id: "1", staffType: "governor", lastSeenAt: at(-1) }),
    user({ id: "2", staffType: "teacher" }),
    user({ id: "3", staffType: "teacher", givenName: "Al", familyName: "Adams" }),
    user({ id: "4", staffType: "slt", status: "inactive" }),
    user({ id: "5", staffType: null, lastSeenAt: at(-1) }),
  ]);
  expect(staff.types.map(({ name, count }) => [name, count])).toEqual([
    ["Teacher", 2],
    ["Governor", 1],
    ["No staff type", 1],
  ]);
  expect([staff.active.count, staff.never.count]).toEqual([4, 2]);
  expect(staff.never.people.map(({ id }) => id)).toEqual(["3", "2"]);
});

/** The rows of the list at an address, found as its page finds them. */
function rowsAt(
  to: string,
  invites: readonly PublicInvite[],
  users: readonly PublicUser[],
  at: Moment,
): number {
  const url = new URL(to, "https://staffroom.test");
  const params = Object.fromEntries(url.searchParams);
  const of = url.searchParams.get("of");
  if (url.pathname === "/invites") {
    const part = of === null ? null : invitePart(of);
    if (of !== null && !part) throw new Error(`Invites have no part ${of}.`);
    const first = { filter: "all", query: "", order: null } as const;
    const asked = askedBy(params, { filters, sorts: inviteSorts, first });
    return search(part?.of(invites, at) ?? invites, asked.filter, asked.query, at.now).length;
  }
  const part = of === null ? null : userPart(of);
  if (of !== null && !part) throw new Error(`Users have no part ${of}.`);
  const first = { filter: "active", query: "", order: bySurname } as const;
  const asked = askedBy(params, { filters: userFilters, sorts: userSorts, first });
  return searchUsers(part?.of(users, at) ?? users, asked.filter, asked.query).length;
}

function allFigures(
  invites: readonly PublicInvite[],
  users: readonly PublicUser[],
  at: Moment,
): Figure[] {
  const { sent, ended, accepted, pending, missed, days } = inviteFigures(invites, at);
  const { active, types, never } = staffFigures(users);
  return [
    ...attention(invites, users, [], at),
    ...[sent, ended, accepted, pending, missed, active, never],
    ...types,
    ...days.flatMap((day) => [day.sent, day.accepted, day.pending, day.expired, day.revoked]),
  ];
}

const life = 24 * hour;
const names = ["James", "Khan", "Shah"];

const somebody = fc.record({
  name: fc.constantFrom(...names),
  number: fc.constantFrom("", ".1", "2"),
  staffType: fc.constantFrom(...staffTypes, null),
  status: fc.constantFrom("active" as const, "inactive" as const),
  isSeen: fc.boolean(),
});

const act = fc.record({
  what: fc.constantFrom(
    ...([
      "send",
      "resend",
      "revoke",
      "restore",
      "accept",
      "open",
      "expire",
      "bounce",
      "request",
    ] as const),
  ),
  which: fc.nat(8),
  /** Minutes until the next. */
  wait: fc.oneof(fc.nat(20), fc.nat(1_500), fc.nat(9_000)),
});

/** An act, as the server's domain does it; what is refused changes nothing. */
function happened(
  invites: Invite[],
  { what, which }: { what: string; which: number },
  now: number,
) {
  const done = (become: (invite: Invite) => Invite | null) =>
    invites.map((one, index) => {
      if (index !== which % invites.length) return one;
      try {
        return become(one) ?? one;
      } catch {
        return one;
      }
    });
  const bounced = { delivery: "bounced", deliveryReason: null, hardBounced: true } as const;
  switch (what) {
    case "send": {
      const id = `${invites.length}`;
      const details = { id, schoolId: "oakfield", invitedById: null, role: "viewer" as const };
      return [...invites, send({ ...details, email: `${id}@oakfield.example` }, now, life)];
    }
    case "resend":
      return done((one) => resend(one, now, life));
    case "revoke":
      return done((one) => revoke(one, now));
    case "restore":
      return done((one) => restore(one, now));
    case "accept":
      return done((one) => (one.status === "pending" ? accept(one, "them", now) : null));
    case "request":
      return done((one) => request(one, one.generation, now));
    case "open":
      return done((one) => open(one, one.generation, now));
    case "expire":
      return invites.map((one) => expire(one, now) ?? one);
    default:
      return done((one) => deliver(one, one.generation, bounced));
  }
}

test("[S7] after whatever acts, each figure is how many rows its list has", () => {
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 60 }),
      fc.array(somebody, { maxLength: 12 }),
      fc.constantFrom("Europe/London", "Pacific/Auckland"),
      (acts, people, timeZone) => {
        const users = people.map(({ name, number, isSeen, ...rest }, id) =>
          user({
            ...rest,
            id: `${id}`,
            familyName: name,
            username: `ng75pn_${name.toLowerCase()}${number}`,
            lastSeenAt: isSeen ? at(-id) : null,
          }),
        );
        let [invites, now]: [Invite[], number] = [[], Date.parse("2026-10-01T09:00:00Z")];
        for (const each of acts) {
          now += each.wait * 60_000;
          invites = happened(invites, each, now);
        }
        const shown = invites.map((one) => published(one, null));
        for (const { count, to } of allFigures(shown, users, { now, timeZone }))
          expect([to, rowsAt(to, shown, users, { now, timeZone })]).toEqual([to, count]);
      },
    ),
    { numRuns: 50 },
  );
}, 60_000);
