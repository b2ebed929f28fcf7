import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askAgain, send } from "../../../web/replica/network/requests.ts";

/** Requests as the network got them; each is answered, or not, by the one in its place. */
let sent: { url: string; key: string | null; isGivenUp: () => boolean }[];
let network: ((signal: AbortSignal) => Promise<Response>)[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { onLine: true });
  sent = [];
  network = [];
  vi.stubGlobal("fetch", (url: string, { headers, signal }: RequestInit) => {
    sent.push({
      url,
      key: new Headers(headers).get("Idempotency-Key"),
      isGivenUp: () => signal?.aborted === true,
    });
    const answer = network.shift() ?? (async () => new Response("late"));
    const isOver = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
    return Promise.race([answer(signal as AbortSignal), isOver]);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const never = () => new Promise<Response>(() => {});
const well = async () => new Response("well");
const invite = { method: "POST", headers: { "Idempotency-Key": "k1" } };

/** Half an answer, after which the connection says nothing more. */
async function half(signal: AbortSignal): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("ha"));
      signal.addEventListener("abort", () => controller.error(new Error("aborted")));
    },
  });
  return new Response(body);
}

test("a question that nobody answers is given up after ten silent seconds and asked again", async () => {
  network = [never, well];
  const answer = send("/events", {}, true);
  await vi.advanceTimersByTimeAsync(9_900);
  expect(sent.length).toBe(1);
  await vi.advanceTimersByTimeAsync(600);
  expect(await (await answer).text()).toBe("well");
  expect(sent.map(({ isGivenUp }) => isGivenUp())).toEqual([true, false]);
});

test("a command is asked again under the same key, and in the end given up", async () => {
  network = [never, never, never, well];
  const answer = send("/invites", invite, true).catch(() => "given up");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await answer).toBe("given up");
  expect(sent.map(({ key }) => key)).toEqual(["k1", "k1", "k1"]);
});

test("what was sent into a dead network is asked again as soon as another channel proves a living one", async () => {
  network = [never, well];
  const answer = send("/invites", invite, true);
  await vi.advanceTimersByTimeAsync(2_000);
  askAgain();
  await vi.advanceTimersByTimeAsync(500);
  expect(await (await answer).text()).toBe("well");
});

test("what has only just been sent is left alone", async () => {
  network = [never];
  void send("/events", {}, true).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(500);
  askAgain();
  await vi.advanceTimersByTimeAsync(500);
  expect(sent.length).toBe(1);
});

test("an answer that stops in its middle is asked for again", async () => {
  network = [half, well];
  let isOver = false;
  const answer = send("/snapshot", {}, true).then((found) => {
    isOver = true;
    return found.text();
  });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await answer).toBe("well");
});

test("what may be done only once is not asked again", async () => {
  network = [
    async () => {
      throw new TypeError("Failed to fetch");
    },
    well,
  ];
  const answer = send("/session/password", { method: "PUT" }, false).catch(() => "unknown");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBe("unknown");
  expect(sent.length).toBe(1);
});

test("an answer that may have no content is taken as it is, also where the browser gives it an empty body", async () => {
  const empty = {
    status: 204,
    statusText: "No Content",
    headers: new Headers(),
    body: new ReadableStream<Uint8Array>({ start: (controller) => controller.close() }),
  } as Response;
  network = [async () => empty];
  const answer = await send("/devices/1", { method: "DELETE" }, true);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect(sent).toHaveLength(1);
});
