import { createSignal } from "solid-js";

/** Whoever does not answer within this time cannot be reached, milliseconds: with the beat of the pings, 5 s in all [C7]. */
const dueMs = 3_000;

/** Whether the server answers, as far as this page can tell. */
export const contact = createContact();

export function createContact() {
  const [lostSince, setLostSince] = createSignal<number | null>(null);
  let heardAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    /** When it was last heard of, epoch milliseconds by this device's clock; null while it can be reached. */
    lostSince,
    /** As of when what is shown is known to be so, the same way. */
    asOf: () => heardAt,
    heard,
    expect,
    doubt,
    lose,
    stood,
    stop,
  };

  /** An answer came, over whichever channel. */
  function heard(): void {
    stop();
    heardAt = Date.now();
    setLostSince(null);
  }

  /** An answer is due: something was asked, or the channel over which one was told broke. */
  function expect(): void {
    timer ??= setTimeout(lose, dueMs);
  }

  /** Whatever was so, it may be otherwise now: an answer is due anew. */
  function doubt(): void {
    stop();
    setLostSince(null);
    expect();
  }

  /** No answer is to be had. */
  function lose(): void {
    stop();
    setLostSince(heardAt);
  }

  /** What is shown was kept: it is how things stood then, epoch milliseconds by this device's clock. */
  function stood(at: number): void {
    heardAt = at;
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }
}
