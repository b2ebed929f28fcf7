import { takeEarly } from "./network/early.ts";

type Hearer = (time: number, travelledMs: number) => void;

const hearers = new Set<Hearer>();

/**
 * Tells of the server's time that an answer brought: epoch milliseconds, and for how long question and answer were on
 * their way together. Gives back how to hear no more.
 */
export function onServerTime(hear: Hearer): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

/** `fetch`, whose answers bring the server's time. What was asked early is not asked again. */
export async function timedFetch(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const early = takeEarly(input, init);
  // Time that passes is measured by a clock that nobody can set in between.
  const asked = early?.asked ?? performance.now();
  const answer = await (early?.answer ?? fetch(input, init));
  const [time, now] = [Number(answer.headers.get("X-Now")), performance.now()];
  const came = early?.came || now;
  if (time > 0) for (const hear of hearers) hear(time + now - came, came - asked);
  return answer;
}
