import { expect, test } from "vitest";
import { recent } from "../../web/stores/feed.ts";
import { differences } from "../../web/stores/held.ts";
import { createRows } from "../../web/stores/rows.ts";
import { event, invite } from "./rows.ts";

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

test("the feed holds each event once, newest first, and not more than fifty", () => {
  const events = Array.from({ length: 60 }, (_, i) => event(i + 1, "invite.sent"));
  const feed = recent(recent([], events.slice(0, 40)), events.slice(30));
  expect(feed.map((one) => one.seq)).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
});

test("updates that wait are the rows that would come or go", () => {
  expect(differences(["a", "b", "c"], ["d", "a", "c"])).toBe(2);
  expect(differences(["a"], ["a"])).toBe(0);
});
