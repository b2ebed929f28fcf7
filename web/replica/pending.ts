import { isSentAway } from "./api.ts";
import { pause } from "./backoff.ts";

/** What nobody waits for, but must not be lost without a word. */
const pending = new Set<Promise<unknown>>();

/** How long leaving waits for what is on its way. */
const leaveWithinMs = 5_000;

/** Until there is an answer, whoever closes the page is asked first. */
export function track(answer: Promise<unknown>): void {
  if (pending.size === 0) addEventListener("beforeunload", warn);
  pending.add(answer);
  const end = () => {
    pending.delete(answer);
    if (pending.size === 0) removeEventListener("beforeunload", warn);
  };
  answer.then(end, end);
}

/** Waits for what is on its way, though not for ever. Throws the first `Problem` there is. */
export async function arrived(): Promise<void> {
  await Promise.race([Promise.all(pending), pause(leaveWithinMs)]);
}

function warn(event: BeforeUnloadEvent): void {
  if (!isSentAway()) event.preventDefault();
}
