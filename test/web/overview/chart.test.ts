import { expect, test } from "vitest";
import { markedDays, piecesOf, ticksOf } from "../../../web/overview/chart.ts";
import { inviteFigures } from "../../../web/overview/figures.ts";
import { invite, noon } from "../rows.ts";

const london = { now: noon, timeZone: "Europe/London" };
const figuresOf = (...statuses: ("pending" | "accepted" | "expired" | "revoked")[]) =>
  inviteFigures(
    statuses.map((status, id) => invite({ id: `${id}`, status })),
    london,
  ).days;

test("[S7] a day's bar has accepted below, pending on it, and what ended otherwise on top", () => {
  const today = figuresOf("revoked", "pending", "accepted", "accepted", "expired").at(-1);
  expect(today && piecesOf(today)).toEqual([
    { layer: "accepted", from: 0, to: 2 },
    { layer: "pending", from: 2, to: 3 },
    { layer: "missed", from: 3, to: 5 },
  ]);
  const only = figuresOf("expired").at(-1);
  expect(only && piecesOf(only)).toEqual([{ layer: "missed", from: 0, to: 1 }]);
});

test("[S7] the axis holds the highest bar in round numbers", () => {
  const ticks = (count: number) => ticksOf(figuresOf(...Array(count).fill("pending"))).at(-1);
  expect([0, 3, 4, 7, 14, 16, 31, 61, 200].map(ticks)).toEqual([3, 3, 6, 15, 15, 30, 60, 150, 300]);
});

test("[S7] Mondays and today have words below them, and none stands on another", () => {
  const days = figuresOf();
  expect(markedDays(days).map((index) => days[index]?.day)).toEqual([
    "2026-11-02",
    "2026-11-09",
    "2026-11-16",
    "2026-11-24",
  ]);
});
