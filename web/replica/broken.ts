/** A fault this soon after another is the same fault, which reloading did not mend; milliseconds. */
const sameFaultWithinMs = 60_000;

/** Whether this tab broke only just before, too. Asking marks that it breaks now. */
export function isBrokenAgain(now = Date.now()): boolean {
  try {
    const before = Number(sessionStorage.getItem("broken"));
    sessionStorage.setItem("broken", String(now));
    return now - before < sameFaultWithinMs;
  } catch {
    // Where nothing may be stored nothing is kept either.
    return false;
  }
}
