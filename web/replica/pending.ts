import { isSentAway } from "./api.ts";
import { pause } from "./backoff.ts";

/** What nobody waits for, but must not be lost without a word. */
const underway = new Set<Promise<unknown>>();

/** How long leaving waits for what is on its way, milliseconds. */
const patience = 5_000;

/** Until there is an answer, whoever closes the page is asked first. */
export function track(answer: Promise<unknown>): void {
  if (underway.size === 0) addEventListener("beforeunload", warn);
  underway.add(answer);
  const end = () => {
    underway.delete(answer);
    if (underway.size === 0) removeEventListener("beforeunload", warn);
  };
  answer.then(end, end);
}

/** Waits for what is on its way, though not for ever. Throws the first `Problem` there is. */
export async function arrived(): Promise<void> {
  await Promise.race([Promise.all(underway), pause(patience)]);
}

function warn(event: BeforeUnloadEvent): void {
  if (!isSentAway()) event.preventDefault();
}
