/** Where this browser remembers how somebody has left the column of what is happening. */
const place = "staffroom.feed";

/** Whether it was left open here; null where nobody has opened or closed it, or the browser keeps nothing. */
export function wasFeedOpen(): boolean | null {
  try {
    const left = localStorage.getItem(place);
    return left === null ? null : left === "open";
  } catch {
    return null;
  }
}

export function rememberFeed(isOpen: boolean): void {
  try {
    localStorage.setItem(place, isOpen ? "open" : "closed");
  } catch {
    // Then it is as at first next time.
  }
}
