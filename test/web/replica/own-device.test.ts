import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** What the database's library asks of whatever a browser gives it. */
const kinds = ["Database", "ObjectStore", "Index", "Cursor", "Transaction", "Request"];

test("a browser whose database never answers costs a page two seconds in all, and erases nothing", async () => {
  vi.stubGlobal("document", { cookie: "device=d1" });
  for (const kind of kinds) vi.stubGlobal(`IDB${kind}`, class extends EventTarget {});
  const open = vi.fn(() => new IDBRequest());
  const deleteDatabase = vi.fn();
  vi.stubGlobal("indexedDB", { open, deleteDatabase });
  vi.resetModules();
  // Its code is there: what is waited for is the database alone.
  await import("../../../web/replica/device/saved-replica.ts");
  const { savedReplicaOf, savedSession } = await import(
    "../../../web/replica/device/own-device.ts"
  );
  vi.useFakeTimers();
  const late = vi.fn();
  const found = savedSession().then(async (session) => [
    session,
    await savedReplicaOf("oakfield", late),
  ]);
  let isDone = false;
  void found.then(() => {
    isDone = true;
  });
  await vi.advanceTimersByTimeAsync(1_990);
  expect(open).toHaveBeenCalledOnce();
  expect(isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(20);
  expect(await found).toEqual([null, null]);
  expect(late).not.toHaveBeenCalled();
  expect(deleteDatabase).not.toHaveBeenCalled();
});
