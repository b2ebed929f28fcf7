const lookEveryMs = 1_000;
/** By so much the device's clock may run apart from the time that passes, between two looks. */
const jumpMs = 1_500;

/**
 * Tells when the device's clock has been changed. A laptop that slept may look the same, and is as much in doubt:
 * ask the server. Gives back how to look no more.
 */
export function onClockJump(tell: () => void): () => void {
  const apart = () => Date.now() - performance.now();
  let known = apart();
  const look = () => {
    const hasJumped = Math.abs(apart() - known) > jumpMs;
    known = apart();
    if (hasJumped) tell();
  };
  const timer = setInterval(look, lookEveryMs);
  return () => clearInterval(timer);
}
