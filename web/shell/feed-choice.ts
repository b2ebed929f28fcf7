/** Where this browser remembers that somebody has closed the column of what is happening. */
const place = "staffroom.feed-closed";

/** Whether it was closed here. A browser that keeps nothing has it open. */
export function isFeedClosed(): boolean {
  try {
    return localStorage.getItem(place) !== null;
  } catch {
    return false;
  }
}

export function rememberFeed(isOpen: boolean): void {
  try {
    if (isOpen) localStorage.removeItem(place);
    else localStorage.setItem(place, "yes");
  } catch {
    // Then it is open again next time.
  }
}
