/** How many calls a second so many clients get through, one call after another each. */
export async function rate(ms: number, clients: number, call: () => Promise<void>) {
  const until = performance.now() + ms;
  let done = 0;
  const began = performance.now();
  const client = async () => {
    while (performance.now() < until) {
      await call();
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - began) / 1000);
}

/** A call that must come to this status; the body is read, as a browser does. */
export async function called(url: string, init: RequestInit, status: number): Promise<string> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${url}: ${answer.status} ${text.slice(0, 200)}`);
  return text;
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Sockets that watch a room, and what they have heard. */
export interface Watchers {
  /** How long after `change` begins each hears of it, milliseconds. */
  hear(change: () => Promise<void>): Promise<number[]>;
  /** Each one's texts since the beginning. */
  heard: string[][];
  close(): void;
}

/** Opens a socket for each of these, so many at a time, and waits until all are greeted where they are. */
export async function watchers(
  url: string,
  headers: readonly Record<string, string>[],
  isGreeted: boolean,
): Promise<Watchers> {
  const heard: string[][] = headers.map(() => []);
  let onEvents: (watcher: number) => void = () => {};
  const open = async (i: number): Promise<WebSocket> => {
    // Node's takes headers; browsers send cookies by themselves.
    const socket = new WebSocket(url, { headers: headers[i] } as never);
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error("A socket failed."));
      socket.onclose = ({ code }) => reject(new Error(`A socket was closed: ${code}`));
      if (!isGreeted) socket.onopen = () => resolve();
      socket.onmessage = ({ data }) => {
        const text = String(data);
        if (text.startsWith('{"type":"hello"')) resolve();
        if (!text.startsWith('{"type":"events"')) return;
        heard[i]?.push(text);
        onEvents(i);
      };
    });
    return socket;
  };
  const sockets: WebSocket[] = [];
  for (let from = 0; from < headers.length; from += 20)
    sockets.push(
      ...(await Promise.all(headers.slice(from, from + 20).map((_, i) => open(from + i)))),
    );
  return {
    heard,
    async hear(change) {
      const times: number[] = [];
      const began = performance.now();
      const all = new Promise<void>((resolve) => {
        const waiting = new Set(sockets.keys());
        onEvents = (i) => {
          if (!waiting.delete(i)) return;
          times.push(performance.now() - began);
          if (waiting.size === 0) resolve();
        };
      });
      await change();
      await all;
      return times;
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}
