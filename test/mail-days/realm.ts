import { AsyncLocalStorage } from "node:async_hooks";
import { vi } from "vitest";

/** What code that runs within takes for the clock, for chance and for the network. */
export interface Realm {
  now(): number;
  uuid(): ReturnType<typeof crypto.randomUUID>;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

const realms = new AsyncLocalStorage<Realm>();

/** Runs `work`, and all that follows from it, in a realm of its own; several may lie side by side. */
export function within<T>(realm: Realm, work: () => Promise<T>): Promise<T> {
  return realms.run(realm, work);
}

/** Lets realms hold. Gives what ends that. */
export function openRealms(): () => void {
  const real = {
    now: Date.now.bind(Date),
    uuid: crypto.randomUUID.bind(crypto),
    fetch: fetch.bind(globalThis),
    setTimeout: setTimeout.bind(globalThis),
  };
  const spies = [
    vi.spyOn(Date, "now").mockImplementation(() => realms.getStore()?.now() ?? real.now()),
    vi
      .spyOn(crypto, "randomUUID")
      .mockImplementation(() => realms.getStore()?.uuid() ?? real.uuid()),
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
      const realm = realms.getStore();
      return realm ? realm.fetch(String(input), init ?? {}) : real.fetch(input as string, init);
    }),
    // A network of our own says by itself when it is silent, and what goes on in a moment goes on at once: among many
    // realms timers come late.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal),
    vi
      .spyOn(globalThis, "setTimeout")
      .mockImplementation(((then: () => void, ms = 0) =>
        ms === 0 && realms.getStore()
          ? queueMicrotask(then)
          : real.setTimeout(then, ms)) as typeof setTimeout),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** UUIDs, the same for the same seed, and of no other seed below a million; their first eight letters differ, too. */
export function uuidsOf(seed: number): Realm["uuid"] {
  let made = 0;
  const hex = (number: number, digits: number) =>
    number.toString(16).padStart(digits, "0").slice(-digits);
  return () => {
    const n = made++;
    return `${hex(seed, 5)}${hex(n, 3)}-0000-4000-8000-${hex(n, 12)}`;
  };
}
