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

/** `fetch`, whose answers bring the server's time. */
export async function timedFetch(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  // Time that passes is measured by a clock that nobody can set in between.
  const asked = performance.now();
  const answer = await fetch(input, init);
  const time = Number(answer.headers.get("X-Now"));
  if (time > 0) for (const hear of hearers) hear(time, performance.now() - asked);
  return answer;
}
