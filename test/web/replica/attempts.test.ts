import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAttempts } from "../../../web/replica/network/attempts.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long the next attempt waits, milliseconds. */
async function waitOf(attempts: ReturnType<typeof createAttempts>): Promise<number> {
  const begun = Date.now();
  const next = attempts.next().then(() => Date.now() - begun);
  await vi.advanceTimersByTimeAsync(60_000);
  return next;
}

test("the first attempt is at once, the next ones after longer and longer waits of up to ten seconds", async () => {
  const attempts = createAttempts();
  expect(await waitOf(attempts)).toBe(0);
  expect(await waitOf(attempts)).toBeLessThanOrEqual(1_000);
  for (let i = 0; i < 8; i++) expect(await waitOf(attempts)).toBeLessThanOrEqual(10_000);
});

test("a page that does without a socket tries one now and then, for the network may be another", async () => {
  const attempts = createAttempts();
  await waitOf(attempts);
  attempts.seldom();
  for (let i = 0; i < 5; i++) {
    const wait = await waitOf(attempts);
    expect(wait).toBeGreaterThan(20_000);
    expect(wait).toBeLessThan(50_000);
  }
  attempts.reset();
  expect(await waitOf(attempts)).toBeLessThanOrEqual(1_000);
});

test("whoever has reason to hope waits no longer", async () => {
  const attempts = createAttempts();
  await waitOf(attempts);
  attempts.seldom();
  const next = attempts.next();
  attempts.hurry();
  await expect(next).resolves.toBeUndefined();
});
