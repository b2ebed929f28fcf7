import { expect, test } from "vitest";
import { askingAmong, count, search } from "../../../web/invites/list.ts";
import { at, invite, noon } from "../rows.ts";

const london = "Europe/London";

test("the figures above the list", () => {
  const figures = count(
    [
      invite({ id: "1" }),
      invite({ id: "2", expiresAt: at(3.9) }),
      invite({ id: "3", status: "accepted", acceptedAt: at(-3) }),
      invite({ id: "4", status: "accepted", acceptedAt: at(-13) }),
      invite({ id: "5", status: "expired", resends: 3, resendsLeft: 0 }),
      invite({ id: "6", status: "expired", resends: 1, resendsLeft: 2 }),
      invite({ id: "7", status: "revoked" }),
      invite({ id: "8", status: "accepted", acceptedAt: at(-24 * 40), sentAt: at(-24 * 40) }),
    ],
    noon,
    london,
  );
  expect(figures).toMatchObject({
    all: 8,
    pending: 2,
    accepted: 3,
    expired: 2,
    revoked: 1,
    endingSoon: 1,
    acceptedToday: 1,
    resendable: 1,
  });
});

test("search finds address, inviter, role and staff type, all words, in any spelling of case", () => {
  const joy = invite({ id: "1" });
  const head = invite({
    id: "2",
    email: "Head@Oakfield.example",
    role: "owner",
    staffType: "headteacher",
    status: "expired",
  });
  const ids = (query: string, filter: Parameters<typeof search>[1] = "all") =>
    search([joy, head], filter, query, noon).map((one) => one.id);
  expect(ids("")).toEqual(["1", "2"]);
  expect(ids("OAKFIELD priya")).toEqual(["1", "2"]);
  expect(ids("head@")).toEqual(["2"]);
  expect(ids("editor")).toEqual(["1"]);
  expect(ids("owner okafor")).toEqual([]);
  expect(ids("", "expired")).toEqual(["2"]);
});

test("[U9] search finds whatever the row shows: who accepted, and who sent what nobody did", () => {
  const joy = invite({ id: "1", userId: "joy", status: "accepted" });
  const first = invite({ id: "2", email: "office@oakfield.example", invitedBy: null });
  const nameOf = ({ userId }: { userId: string | null }) => (userId ? "Joy Òkáfor-Smith" : null);
  const ids = (query: string) =>
    search([joy, first], "all", query, noon, nameOf).map((one) => one.id);
  expect(ids("okafor joy")).toEqual(["1"]);
  expect(ids("smith priya")).toEqual(["1"]);
  expect(ids("staffroom")).toEqual(["2"]);
  expect(ids("Joy <OFFICE@oakfield.example>;")).toEqual(["2"]);
});

test("[I13] whoever asks for a new link stands among the asking until a link was sent since, by this invite or another", () => {
  const [early, asked, late] = [
    "2026-11-20T08:00:00.000Z",
    "2026-11-21T08:00:00.000Z",
    "2026-11-22T08:00:00.000Z",
  ];
  const joy = invite({
    id: "joy",
    email: "joy@oakfield.example",
    status: "expired",
    sentAt: early,
    requestedAt: asked,
  });
  const tunde = invite({ id: "tunde", email: "tunde@oakfield.example", sentAt: early });
  expect([...askingAmong([joy, tunde])]).toEqual(["joy"]);
  const resent = { ...joy, status: "pending", sentAt: late, requestedAt: null } as const;
  expect([...askingAmong([resent, tunde])]).toEqual([]);
  const again = invite({ id: "again", email: "Joy@Oakfield.example", sentAt: late });
  expect([...askingAmong([again, joy, tunde])]).toEqual([]);
});

test("to do is what wants an act: lost mail, somebody who asks, time that runs out; and no more once it is over", () => {
  const rows = [
    invite({ id: "fresh" }),
    invite({ id: "lost", delivery: "bounced" }),
    invite({ id: "lost and over", delivery: "bounced", status: "revoked" }),
    invite({ id: "asks", email: "a@oakfield.example", status: "expired", requestedAt: at(1) }),
    invite({ id: "runs out", expiresAt: at(3.9) }),
    invite({ id: "over", expiresAt: at(-1), status: "expired" }),
  ];
  const wanting = search(rows, "todo", "", noon).map(({ id }) => id);
  expect(wanting).toEqual(["lost", "asks", "runs out"]);
  expect(count(rows, noon, london).todo).toBe(3);
});
