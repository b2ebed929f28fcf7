import { createRoot } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../../web/replica/api.ts";
import { createClock } from "../../../web/replica/clock.ts";
import { onClockJump } from "../../../web/replica/device/device-clock.ts";
import { onServerTime } from "../../../web/replica/server-time.ts";

const hour = 3600_000;
const noon = Date.parse("2026-11-24T12:00:00Z");
let end: () => void = () => undefined;

beforeEach(() => void vi.useFakeTimers({ now: noon }));
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const made = () => createRoot((dispose) => ({ clock: createClock(), dispose }));

/** The server answers after `travel` ms, and says what time it was half way. */
function server(ahead: () => number, travel: number): void {
  vi.stubGlobal("fetch", async () => {
    await vi.advanceTimersByTimeAsync(travel / 2);
    const time = Date.now() + ahead();
    await vi.advanceTimersByTimeAsync(travel / 2);
    return Response.json({ memberships: [] }, { headers: { "X-Now": String(time) } });
  });
}

test("Tom's clock is five hours off: any answer sets the page's, without a socket", async () => {
  const { clock } = made();
  end = onServerTime(clock.heard);
  server(() => 5 * hour, 200);
  await api.session.$get();
  expect(Math.abs(clock.now() - (Date.now() + 5 * hour))).toBeLessThanOrEqual(100);
});

test("a slow answer moves a clock that a quick one has set no further than it must", async () => {
  const { clock } = made();
  end = onServerTime(clock.heard);
  server(() => 5 * hour, 20);
  await api.session.$get();
  const set = clock.now() - Date.now();
  server(() => 5 * hour, 8_000);
  await api.session.$get();
  expect(clock.now() - Date.now()).toBe(set);
});

test("an answer without the time, of a proxy or an older server, leaves the clock alone", async () => {
  const { clock } = made();
  end = onServerTime(clock.heard);
  clock.setServerTime(Date.now() + hour);
  vi.stubGlobal("fetch", async () => Response.json({ memberships: [] }));
  await api.session.$get();
  expect(clock.now() - Date.now()).toBe(hour);
});

test("a clock changed while the page is open is noticed within a second, and the server asked once", async () => {
  const { clock } = made();
  const endHearing = onServerTime(clock.heard);
  const told = vi.fn(() => void api.session.$get());
  const endLooking = onClockJump(told);
  end = () => {
    endHearing();
    endLooking();
  };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).not.toHaveBeenCalled();
  vi.stubGlobal("fetch", async () =>
    Response.json({ memberships: [] }, { headers: { "X-Now": String(Date.now() + 5 * hour) } }),
  );
  vi.setSystemTime(Date.now() - 5 * hour);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toHaveBeenCalledTimes(1);
  expect(clock.now() - Date.now()).toBe(5 * hour);
});
