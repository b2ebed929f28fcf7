import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../../web/replica/api.ts";
import { noteUse } from "../../../web/replica/use.ts";

const minute = 60_000;
const asked = vi.fn(async () => Response.json({ user: { id: "tom" } }));
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("location", { origin: "https://staffroom.test" });
  vi.stubGlobal("fetch", asked);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("[A19] typing counts as use: the server is told every five minutes at most, and of nothing else", async () => {
  noteUse();
  await vi.advanceTimersByTimeAsync(4 * minute);
  page.dispatchEvent(new Event("input"));
  expect(asked).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20 * minute);
  expect(asked).not.toHaveBeenCalled();
  for (let typed = 0; typed < 12 * 60; typed++) {
    page.dispatchEvent(new Event("input"));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(asked).toHaveBeenCalledTimes(3);
  expect(asked.mock.lastCall?.at(0)).toBe("/api/session");
});

test("[A19] what a page asks for by itself says so, from a minute after somebody touched it", async () => {
  noteUse();
  const isBackground = async () => {
    await api.session.$get();
    const init = asked.mock.lastCall?.at(1) as unknown as RequestInit;
    return new Headers(init.headers).has("Staffroom-Background");
  };
  page.dispatchEvent(new Event("pointerdown"));
  expect(await isBackground()).toBe(false);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(await isBackground()).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await isBackground()).toBe(true);
  page.dispatchEvent(new Event("keydown"));
  expect(await isBackground()).toBe(false);
});
