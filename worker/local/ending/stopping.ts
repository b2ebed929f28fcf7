import { whenOrphaned } from "../run.mjs";

/** Ends this program in order, once: when a terminal, another program or the loss of its parent asks for it. */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    stop().then(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  whenOrphaned(end);
}
