/** Who has touched nothing for so long is not at the page, milliseconds. */
const awayAfterMs = 60_000;

// Somebody has opened it.
let touchedAt = performance.now();

/** Somebody has typed or pressed something. */
export function touch(): void {
  touchedAt = performance.now();
}

/** Whether somebody is at the page. What it asks for by itself is no use of their session [A19]. */
export function isAttended(): boolean {
  return performance.now() - touchedAt < awayAfterMs;
}
