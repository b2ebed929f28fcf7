import { createSignal, getListener, onCleanup } from "solid-js";

/** The server's time, for countdowns. It ticks only while something on the page counts. */
export function createClock() {
  const [offset, setOffset] = createSignal(0);
  const seconds = createTicks(1_000, now);
  const minutes = createTicks(60_000, now);

  return {
    /** Epoch milliseconds. */
    now,
    /** The same, and whoever asks is told again every second. */
    second: () => seconds(),
    /** The same, once a minute. */
    minute: () => minutes(),
    setServerTime: (time: number) => setOffset(time - Date.now()),
    heard,
  };

  function now(): number {
    return Date.now() + offset();
  }

  /**
   * An answer says it is `time` at the server, epoch milliseconds; it and its question were `travelledMs` on their way.
   * What is known already stands for as long as it may be so: every answer is a little late.
   */
  function heard(time: number, travelledMs: number): void {
    const soonest = time - Date.now();
    setOffset((known) => Math.min(Math.max(known, soonest), soonest + travelledMs));
  }
}

export type Clock = ReturnType<typeof createClock>;

function createTicks(everyMs: number, now: () => number): () => number {
  const [tick, setTick] = createSignal(0);
  let listeners = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return () => {
    if (getListener()) {
      listeners++;
      onCleanup(() => {
        listeners--;
      });
      if (!timer) wait();
    }
    tick();
    return now();
  };

  // On the beat of the server's clock, so that a countdown shows zero at its second.
  function wait(): void {
    timer = setTimeout(beat, everyMs - (now() % everyMs));
  }

  function beat(): void {
    timer = undefined;
    if (listeners === 0) return;
    wait();
    setTick((count) => count + 1);
  }
}
