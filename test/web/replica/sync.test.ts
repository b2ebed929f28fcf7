import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Event } from "#domain/events";
import { createSync } from "../../../web/replica/sync.ts";
import { event } from "../rows.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server with a history, and a client that has heard `seq` of it. */
function scene(seq: number) {
  const server = { epoch: "e1", events: [] as Event[], failures: 0, page: 500, isPruned: false };
  const client = { epoch: "e1", seq, heard: [] as number[], snapshots: 0 };
  const outlook = { onBehind: vi.fn(), onTrue: vi.fn(), onStuck: vi.fn() };
  const answer = () => {
    if (server.failures-- > 0) throw new Error("lost");
  };
  const sync = createSync(
    {
      heard: () => ({ epoch: client.epoch, seq: client.seq }),
      hear: (events, to) => {
        client.heard.push(...events.map((one) => one.seq));
        client.seq = to;
      },
      catchUp: async (since) => {
        answer();
        if (server.isPruned) throw Object.assign(new Error("gone"), { code: "pruned" });
        const events = server.events.filter((one) => one.seq > since).slice(0, server.page);
        const to = events.at(-1)?.seq ?? server.events.length;
        return { epoch: server.epoch, to, more: to < server.events.length, events };
      },
      restart: async () => {
        answer();
        client.snapshots++;
        client.epoch = server.epoch;
        client.seq = server.events.length;
      },
    },
    outlook,
  );
  const happen = (count: number) => {
    for (let i = 0; i < count; i++)
      server.events.push(event(server.events.length + 1, "invite.sent"));
  };
  const tell = (from: number, to: number) =>
    sync.take({
      type: "events",
      epoch: server.epoch,
      from,
      to,
      events: server.events.slice(from - 1, to),
    });
  return { server, client, outlook, sync, happen, tell };
}

test("frames lost, doubled and out of order are heard once and in order", async () => {
  const { client, happen, tell } = scene(0);
  happen(9);
  tell(1, 2);
  tell(6, 7);
  tell(1, 2);
  tell(8, 9);
  tell(3, 4);
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a long absence is caught up with page by page", async () => {
  const { server, client, sync, happen, outlook } = scene(0);
  server.page = 4;
  happen(10);
  sync.take({ type: "hello", epoch: "e1", seq: 10, now: "" });
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(outlook.onBehind).toHaveBeenCalled();
  expect(outlook.onTrue).toHaveBeenCalled();
});

test("a failing catch-up is tried again, with pauses", async () => {
  const { server, client, sync, happen } = scene(0);
  happen(3);
  server.failures = 3;
  sync.take({ type: "hello", epoch: "e1", seq: 3, now: "" });
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3]);
});

test("after five failures it asks for another connection, and the next greeting goes on", async () => {
  const { server, client, sync, happen, outlook } = scene(0);
  happen(3);
  server.failures = 5;
  sync.take({ type: "hello", epoch: "e1", seq: 3, now: "" });
  await vi.runAllTimersAsync();
  expect(outlook.onStuck).toHaveBeenCalledOnce();
  sync.take({ type: "hello", epoch: "e1", seq: 3, now: "" });
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3]);
});

test("restored history and pruned history are replaced by a snapshot", async () => {
  const { server, client, sync, happen } = scene(5);
  happen(3);
  server.epoch = "e2";
  sync.take({ type: "hello", epoch: "e2", seq: 3, now: "" });
  await vi.runAllTimersAsync();
  expect(client).toMatchObject({ epoch: "e2", seq: 3, snapshots: 1, heard: [] });
  happen(600);
  server.isPruned = true;
  sync.take({ type: "hello", epoch: "e2", seq: 603, now: "" });
  await vi.runAllTimersAsync();
  expect(client).toMatchObject({ seq: 603, snapshots: 2, heard: [] });
});

test("polls bring what nobody spoke of, page by page, without calling the replica behind", async () => {
  const { server, client, sync, happen, outlook } = scene(0);
  server.page = 4;
  happen(10);
  await sync.poll();
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  outlook.onBehind.mockClear();
  await sync.poll();
  expect(outlook.onBehind).not.toHaveBeenCalled();
});

test("a poll says when it was not answered, and asks nothing while a repair does", async () => {
  const { server, client, sync, happen } = scene(0);
  happen(3);
  server.failures = 1;
  await expect(sync.poll()).rejects.toThrow("lost");
  server.failures = 1;
  sync.take({ type: "hello", epoch: "e1", seq: 3, now: "" });
  expect(sync.poll()).toBe(null);
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3]);
});

test("what the room says while a poll is on its way is fetched, though the poll is not answered", async () => {
  const { server, client, sync, happen, outlook } = scene(0);
  happen(3);
  server.failures = 1;
  const poll = sync.poll()?.catch(() => "not answered");
  sync.take({ type: "hello", epoch: "e1", seq: 3, now: "" });
  expect(await poll).toBe("not answered");
  await vi.runAllTimersAsync();
  expect(client.heard).toEqual([1, 2, 3]);
  expect(outlook.onTrue).toHaveBeenCalled();
});
