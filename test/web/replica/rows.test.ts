import { expect, test } from "vitest";
import { recent } from "../../../web/replica/feed.ts";
import { createRows } from "../../../web/replica/rows.ts";
import { differences } from "../../../web/ui/lists/steady-list.ts";
import { at, event, invite } from "../rows.ts";

test("a newer version replaces a row where it stands, a new row comes first", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.replace([invite({ id: "a" }), invite({ id: "b" })]);
  expect(rows.upsert(invite({ id: "b", version: 2, status: "accepted" }))).toBe(true);
  expect(rows.upsert(invite({ id: "c" }))).toBe(true);
  expect(rows.all().map((row) => [row.id, row.status])).toEqual([
    ["c", "pending"],
    ["a", "pending"],
    ["b", "accepted"],
  ]);
  expect(rows.at("b")?.status).toBe("accepted");
});

test("an older version never overwrites a newer one, nor the same one itself", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.upsert(invite({ version: 3, status: "revoked" }));
  expect(rows.upsert(invite({ version: 2, status: "pending" }))).toBe(false);
  expect(rows.upsert(invite({ version: 3, status: "pending" }))).toBe(false);
  expect(rows.at("joy")?.status).toBe("revoked");
});

test("a snapshot forgets what it does not hold", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.replace([invite({ id: "a" }), invite({ id: "b" })]);
  rows.replace([invite({ id: "b" })]);
  expect(rows.at("a")).toBeUndefined();
  expect(rows.all().map((row) => row.id)).toEqual(["b"]);
});

test("a row becomes another in its place where an event tells only a part of it; one that is not known stays unknown", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.replace([invite({ id: "a" }), invite({ id: "b", version: 3 })]);
  const become = (row: ReturnType<typeof invite>) => ({ ...row, openedAt: at(1) });
  rows.follow({ amend: "b", become });
  rows.follow({ amend: "c", become });
  expect(rows.all().map((row) => [row.id, row.openedAt, row.version])).toEqual([
    ["a", null, 1],
    ["b", at(1), 3],
  ]);
  expect(rows.at("b")?.openedAt).toBe(at(1));
});

test("the feed holds each event once, newest first, and not more than fifty", () => {
  const events = Array.from({ length: 60 }, (_, i) => event(i + 1, "invite.sent"));
  const feed = recent(recent([], events.slice(0, 40)), events.slice(30));
  expect(feed.map((one) => one.seq)).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
});

test("updates that wait are the rows that would come or go", () => {
  expect(differences(["a", "b", "c"], ["d", "a", "c"])).toBe(2);
  expect(differences(["a"], ["a"])).toBe(0);
});

const withdrawn = (row: ReturnType<typeof invite>) =>
  row.status === "pending" ? { ...row, status: "revoked" as const } : row;

test("[C2] what is expected lies over what is known, and goes without a trace", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.upsert(invite());
  const takeBack = rows.expect("joy", withdrawn);
  expect([rows.at("joy")?.status, rows.all()[0]?.status, rows.isExpected("joy")]).toEqual([
    "revoked",
    "revoked",
    true,
  ]);
  expect([rows.knownAt("joy")?.status, rows.known()[0]?.status]).toEqual(["pending", "pending"]);
  takeBack();
  expect([rows.at("joy"), rows.all(), rows.isExpected("joy")]).toEqual([
    invite(),
    rows.known(),
    false,
  ]);
});

test("[C2] what others do meanwhile shows through, and a truth that fulfils what was expected ends the waiting", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.upsert(invite());
  const takeBack = rows.expect("joy", withdrawn);
  rows.upsert(invite({ version: 2, role: "admin" }));
  expect(rows.at("joy")).toMatchObject({ role: "admin", status: "revoked", version: 2 });
  rows.upsert(invite({ version: 3, role: "admin", status: "accepted" }));
  expect([rows.at("joy")?.status, rows.isExpected("joy")]).toEqual(["accepted", false]);
  takeBack();
  expect(rows.at("joy")?.version).toBe(3);
});

test("[C2] a row that is expected to come stands first, gives way to the truth, and is no part of it before", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.upsert(invite({ id: "a" }));
  const takeBack = rows.expectNew(invite({ id: "new", version: 0 }));
  expect(rows.all().map(({ id }) => id)).toEqual(["new", "a"]);
  expect([rows.known().map(({ id }) => id), rows.knownAt("new")]).toEqual([["a"], undefined]);
  rows.upsert(invite({ id: "new", delivery: "delivered" }));
  expect([rows.at("new")?.delivery, rows.isExpected("new"), rows.all().length]).toEqual([
    "delivered",
    false,
    2,
  ]);
  takeBack();
  expect(rows.at("new")?.delivery).toBe("delivered");
  rows.expectNew(invite({ id: "other", version: 0 }))();
  expect([rows.at("other"), rows.all().length]).toEqual([undefined, 2]);
});

test("[C2] a snapshot is the truth below what is expected", () => {
  const rows = createRows<ReturnType<typeof invite>>();
  rows.upsert(invite());
  const takeBack = rows.expect("joy", withdrawn);
  rows.replace([invite({ version: 5 }), invite({ id: "b" })]);
  expect(rows.all().map((row) => [row.id, row.status, row.version])).toEqual([
    ["joy", "revoked", 5],
    ["b", "pending", 1],
  ]);
  takeBack();
  expect(rows.all()).toEqual(rows.known());
});
