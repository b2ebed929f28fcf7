/** So far down a finger pulls a sheet that it closes; less, and it springs back. Pixels. */
const closingPull = 80;

/** What of a sheet can be pulled: the rest scrolls. */
const handles = ".sheet-grip, .side-panel-head";

/** Closes a sheet that a finger pulls down by its head. */
export function closeBySwipe(sheet: HTMLElement, close: () => void): void {
  let from: number | null = null;
  let pull = 0;
  sheet.addEventListener(
    "touchstart",
    ({ target, touches: [finger] }) => {
      const isHandle = target instanceof Element && target.closest(handles) !== null;
      from = isHandle && finger ? finger.clientY : null;
      pull = 0;
    },
    { passive: true },
  );
  sheet.addEventListener(
    "touchmove",
    ({ touches: [finger] }) => {
      if (from === null || !finger) return;
      pull = Math.max(0, finger.clientY - from);
      sheet.style.translate = `0 ${pull}px`;
    },
    { passive: true },
  );
  sheet.addEventListener("touchend", () => {
    sheet.style.translate = "";
    if (pull > closingPull) close();
    pull = 0;
  });
}
