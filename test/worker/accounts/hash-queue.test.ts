import { describe, expect, it } from "vitest";
import type { Clock } from "#worker/accounts/hashing/clock";
import { type Caller, createHashQueue } from "#worker/accounts/hashing/queue";

/** Milliseconds a hash takes. */
const cost = 250;

/** A machine whose time passes only while somebody sleeps or hashes. */
function machine(slowness = 1) {
  let time = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => time,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: time + ms, wake })),
  };
  const queue = createHashQueue(clock);
  const hashes: string[] = [];
  const answers = new Map<string, string>();
  const ask = (name: string, caller: Caller, letsIn: boolean) =>
    queue
      .take(caller, () => {
        hashes.push(name);
        time += slowness * cost;
        return { result: letsIn, letsIn };
      })
      .then(
        () => answers.set(name, `${letsIn ? "in" : "out"}`),
        (error) => answers.set(name, error.code),
      );
  return {
    hashes,
    answers,
    /** Somebody right, in their own browser, by their link, or unknown from an address. */
    known: (name: string) => ask(name, { lane: "known", line: name }, true),
    invited: (name: string) => ask(name, { lane: "invited", line: name }, true),
    stranger: (name: string, address: string, letsIn = true) =>
      ask(name, { lane: "stranger", line: address }, letsIn),
    /** Comes and leaves at once, as workerd shows it: never resumed. */
    async leaver(name: string, address: string) {
      void ask(name, { lane: "stranger", line: address }, false);
      await settled();
      sleepers.pop();
    },
    hasRoom: (address: string) => queue.hasRoom({ lane: "stranger", line: address }),
    now: () => time,
    /** Lets time pass. */
    async pass(ms: number): Promise<void> {
      const until = time + ms;
      for (;;) {
        await settled();
        sleepers.sort((a, b) => a.at - b.at);
        if (!sleepers[0] || Math.max(time, sleepers[0].at) > until) break;
        const { at, wake } = sleepers.shift() as (typeof sleepers)[0];
        time = Math.max(time, at);
        wake();
      }
      time = Math.max(time, until);
    },
  };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe("whose hash comes next (R10)", () => {
  it("is a known browser's before a link's, and a link's before all strangers', whoever came first", async () => {
    const { stranger, invited, known, hashes, pass } = machine();
    for (let i = 0; i < 20; i++) void stranger(`stranger ${i}`, `192.0.2.${i}`, false);
    void invited("Joy");
    void known("Tom");
    await pass(1000);
    expect(hashes.slice(0, 3)).toEqual(["Tom", "Joy", "stranger 0"]);
  });

  it("is so on a slow machine, too, where everybody looks late", async () => {
    const { stranger, known, hashes, pass } = machine(4);
    for (let i = 0; i < 20; i++) void stranger(`colleague ${i}`, "192.0.2.1");
    await pass(5000);
    const before = hashes.length;
    for (let i = 0; i < 30; i++) void known(`Tom ${i}`);
    await pass(40_000);
    expect(hashes.slice(before, before + 30).every((name) => name.startsWith("Tom"))).toBe(true);
  });

  it("is taken in turns: one address slows nobody else", async () => {
    const { stranger, hashes, pass } = machine();
    for (let i = 0; i < 50; i++) void stranger(`flood ${i}`, "192.0.2.1", false);
    void stranger("Ade", "198.51.100.1");
    void stranger("Lena", "198.51.100.2");
    await pass(4000);
    expect(hashes.slice(0, 4)).toEqual(["flood 0", "Ade", "Lena", "flood 1"]);
  });

  it("is waited for by two hundred of a lane at most: of whoever crowds it the last are turned away", async () => {
    const { stranger, answers, pass } = machine();
    for (let i = 0; i < 250; i++) void stranger(`flood ${i}`, "192.0.2.1", false);
    await pass(300);
    void stranger("Ade", "198.51.100.1");
    await pass(3000);
    const busy = [...answers].filter(([, answer]) => answer === "busy").map(([name]) => name);
    expect(busy).toEqual(Array.from({ length: 50 }, (_, i) => `flood ${i + 200}`));
    expect(answers.get("Ade")).toBe("in");
  });

  it("leaves strangers a quarter of the time while they guess wrong, and known browsers all of it", async () => {
    const { stranger, known, hashes, answers, pass } = machine();
    for (let i = 0; i < 100; i++) void stranger(`flood ${i}`, `2001:db8:0:${i % 25}::/64`, false);
    await pass(19_900);
    expect(hashes.length).toBeLessThanOrEqual(20);
    expect(hashes.length).toBeGreaterThanOrEqual(18);
    for (let i = 0; i < 10; i++) void known(`Tom ${i}`);
    await pass(10 * (cost + 40));
    expect([...answers].filter(([name]) => name.startsWith("Tom"))).toHaveLength(10);
  });

  it("costs sixty colleagues behind one address no rest: they are in within twenty seconds", async () => {
    const { stranger, answers, pass } = machine();
    for (let i = 0; i < 60; i++) void stranger(`colleague ${i}`, "192.0.2.1");
    await pass(20_000);
    expect([...answers.values()].filter((answer) => answer === "in")).toHaveLength(60);
  });

  it("serves a stranger who tries again before a flood of addresses that are new each time", async () => {
    const { stranger, hashes, answers, pass } = machine();
    let floods = 0;
    const flood = async (seconds: number) => {
      for (let i = 0; i < seconds * 30; i++) {
        floods += 1;
        void stranger(`flood ${floods}`, `2001:db8:0:${floods.toString(16)}::/64`, false);
        await pass(1000 / 30);
      }
    };
    await flood(15);
    void stranger("Ade", "198.51.100.1");
    await flood(5);
    expect(hashes).not.toContain("Ade");
    expect(answers.get("Ade")).toBe("busy");
    void stranger("Ade again", "198.51.100.1");
    await flood(30);
    expect(answers.get("Ade again")).toBe("in");
  });

  it("has room, without joining, for whom it would let in: for a stranger who was turned away before, not for one more of a flood", async () => {
    const { stranger, hasRoom, answers, pass } = machine();
    for (let i = 0; i < 20; i++) void stranger(`first ${i}`, `2001:db8:1:${i}::/64`, false);
    await pass(10);
    expect(hasRoom("198.51.100.1")).toBe(true);
    for (let i = 0; i < 20; i++) void stranger(`then ${i}`, `2001:db8:2:${i}::/64`, false);
    await pass(10);
    // Ade's question gave him a turn before those who came then; the flood's next has none, and its being asked joins nothing.
    expect(hasRoom("198.51.100.1")).toBe(true);
    for (let i = 0; i < 50; i++) expect(hasRoom(`2001:db8:3:${i}::/64`)).toBe(false);
    void stranger("Ade", "198.51.100.1");
    await pass(40_000);
    expect(answers.get("Ade")).toBe("in");
  });

  it("is nobody's who has left: workerd never resumes them, and those behind go on", async () => {
    const { leaver, stranger, hashes, pass } = machine();
    for (let i = 0; i < 300; i++) await leaver(`leaver ${i}`, `192.0.2.${i}`);
    await pass(600);
    void stranger("Ade", "198.51.100.1");
    await pass(1000);
    expect(hashes).toEqual(["Ade"]);
  });

  it("is waited for no longer than 50 seconds", async () => {
    const { stranger, answers, pass } = machine();
    for (let i = 0; i < 90; i++) void stranger(`guess ${i}`, "192.0.2.1", false);
    await pass(49_000);
    expect(answers.size).toBeLessThan(50);
    await pass(3000);
    expect(answers.size).toBe(90);
    expect([...answers.values()].filter((answer) => answer === "busy").length).toBeGreaterThan(38);
  });

  it("leaves the isolate a breath after each hash, for what else waits", async () => {
    const { known, hashes, now, pass } = machine();
    for (let i = 0; i < 10; i++) void known(`Tom ${i}`);
    while (hashes.length < 10) await pass(5);
    expect(now()).toBeGreaterThanOrEqual(10 * cost + 9 * 20);
  });
});
