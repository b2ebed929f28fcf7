/** A question that `early.js` asked before this code was here. Times are the page's, in milliseconds. */
interface Early {
  asked: number;
  /** When its answer came; 0 before that. */
  came: number;
  giveUp: AbortController;
  answer: Promise<Response>;
}

declare global {
  var early: Partial<Record<string, Early>> | undefined;
}

/** The question that was asked early and is this one, once; it is given up with it. */
export function takeEarly(
  input: RequestInfo | URL,
  { method = "GET", signal }: RequestInit,
): Early | null {
  const path = String(input);
  const found = globalThis.early?.[path];
  if (!found || method !== "GET") return null;
  delete globalThis.early?.[path];
  signal?.addEventListener("abort", () => found.giveUp.abort());
  return found;
}
