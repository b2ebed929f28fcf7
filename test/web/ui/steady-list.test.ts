import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSteadyList } from "../../../web/ui/lists/steady-list.ts";

// For Node, Solid would be what renders pages on a server.
vi.mock("solid-js", () => vi.importActual("../../../node_modules/solid-js/dist/solid.js"));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A list on Tom's phone, and what his fingers do on it. */
function onPhone() {
  const frame = new EventTarget();
  const fingers = (kind: string, touches: number) =>
    frame.dispatchEvent(Object.assign(new Event(kind), { touches: Array(touches) }));
  const made = createRoot((dispose) => {
    const [list, setList] = createSignal(["ann", "joy"]);
    const steady = createSteadyList(list);
    steady.watch(frame as HTMLElement);
    return { ...steady, setList, dispose };
  });
  return { ...made, fingers };
}

test("[U4] rows do not jump under Tom's finger, nor just as it comes down again", () => {
  const { shown, updates, setList, fingers, dispose } = onPhone();
  setList(["new", "ann", "joy"]);
  expect(shown()).toEqual(["new", "ann", "joy"]);
  fingers("touchstart", 1);
  setList(["newest", "new", "ann", "joy"]);
  expect(shown()).toEqual(["new", "ann", "joy"]);
  expect(updates()).toBe(1);
  fingers("touchend", 0);
  vi.advanceTimersByTime(1_000);
  fingers("touchstart", 2);
  fingers("touchend", 1);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(["new", "ann", "joy"]);
  fingers("touchcancel", 0);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(["newest", "new", "ann", "joy"]);
  expect(updates()).toBe(0);
  dispose();
});

test("[C5] what waited under a finger shows when it is asked for", () => {
  const { shown, setList, apply, fingers, dispose } = onPhone();
  fingers("touchstart", 1);
  setList(["joy"]);
  expect(shown()).toEqual(["ann", "joy"]);
  apply();
  expect(shown()).toEqual(["joy"]);
  dispose();
});
