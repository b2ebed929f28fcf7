import { afterEach, beforeEach, expect, test, vi } from "vitest";

// What an earlier test has of them has found out already whose device this is.
beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a browser whose database never answers costs a page half a second in all, and erases nothing", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { cookie: "device=d1" });
  const deleteDatabase = vi.fn();
  vi.stubGlobal("indexedDB", { open: () => new EventTarget(), deleteDatabase });
  const { savedReplicaOf, savedSession } = await import(
    "../../../web/replica/device/own-device.ts"
  );
  const late = vi.fn();
  const found = savedSession().then(async (session) => [
    session,
    await savedReplicaOf("oakfield", late),
  ]);
  let isDone = false;
  void found.then(() => {
    isDone = true;
  });
  await vi.advanceTimersByTimeAsync(490);
  expect(isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(20);
  expect(await found).toEqual([null, null]);
  expect(late).not.toHaveBeenCalled();
  expect(deleteDatabase).not.toHaveBeenCalled();
});
