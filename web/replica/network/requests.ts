import { pause } from "../backoff.ts";
import { timedFetch } from "../server-time.ts";

/** A request that has been silent for so long is given up, milliseconds. What changes something may take the server longer. */
const silenceMs = { reading: 10_000, changing: 20_000 };
/** How long a request waits before it is made once more, milliseconds. */
const repeatAfterMs = 400;
/** How often one is made in all. */
const mostTries = 3;
/** What has been silent for longer than this, though the network works, was sent into one that is gone, milliseconds. */
const doubtfulMs = 1_000;

/** One try that waits for its answer. */
interface Try {
  heardAt: number;
  giveUp: () => void;
}

const waiting = new Set<Try>();

/**
 * The network has just been proved to work, or may be another one than before: what still waits for an answer asks again. A
 * connection that died without a word would keep it waiting for as long as the system likes.
 */
export function askAgain(): void {
  const now = performance.now();
  for (const one of waiting) if (now - one.heardAt > doubtfulMs) one.giveUp();
}

/**
 * Sends a request, and once more when no answer comes: a command under its key, or one that is the same when done twice. Gives
 * the whole answer; throws when there is none.
 */
export async function send(
  input: RequestInfo | URL,
  init: RequestInit,
  isRepeatable: boolean,
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(input, init);
    } catch (error) {
      if (!isRepeatable || !navigator.onLine || tries === mostTries) throw error;
      await pause(repeatAfterMs);
    }
  }
}

async function attempt(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const controller = new AbortController();
  const isReading = (init.method ?? "GET") === "GET";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const one: Try = { heardAt: 0, giveUp: () => controller.abort() };
  waiting.add(one);
  hear();
  try {
    const answer = await timedFetch(input, { ...init, signal: controller.signal });
    return await whole(answer, hear);
  } finally {
    clearTimeout(timer);
    waiting.delete(one);
  }

  function hear(): void {
    one.heardAt = performance.now();
    clearTimeout(timer);
    timer = setTimeout(one.giveUp, isReading ? silenceMs.reading : silenceMs.changing);
  }
}

/** The answer with all of its body, for a connection may die in the middle. A slow one may take its time. */
async function whole(answer: Response, hear: () => void): Promise<Response> {
  if (!answer.body) return answer;
  const reader = answer.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    hear();
    parts.push(part.value);
  }
  const { status, statusText, headers } = answer;
  // Some browsers give an empty body to a 204, which may have none.
  const body = parts.length > 0 ? new Blob(parts) : null;
  return new Response(body, { status, statusText, headers });
}
