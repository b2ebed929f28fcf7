import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPolls, pollEveryMs } from "../../../web/replica/network/polls.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scene() {
  const ask = vi.fn(async () => {});
  const looking = { is: true };
  return { ask, looking, polls: createPolls({ ask, isLooking: () => looking.is }) };
}

test("asks at once and every five seconds, until it is stopped", async () => {
  const { ask, polls } = scene();
  polls.start();
  polls.start();
  await vi.advanceTimersByTimeAsync(2 * pollEveryMs + 100);
  expect(ask).toHaveBeenCalledTimes(3);
  polls.stop();
  await vi.advanceTimersByTimeAsync(10 * pollEveryMs);
  expect(ask).toHaveBeenCalledTimes(3);
  polls.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(ask).toHaveBeenCalledTimes(4);
});

test("asks for nobody while the page is not looked at, and at once when it is again", async () => {
  const { ask, looking, polls } = scene();
  looking.is = false;
  polls.start();
  await vi.advanceTimersByTimeAsync(4 * pollEveryMs);
  expect(ask).not.toHaveBeenCalled();
  looking.is = true;
  polls.hurry();
  await vi.advanceTimersByTimeAsync(10);
  expect(ask).toHaveBeenCalledTimes(1);
});
