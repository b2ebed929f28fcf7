/** Where this browser remembers how somebody has left the column of what is happening. */
const place = "staffroom.feed";

/** Beside a page there is room for the column. */
export const isWide = () => matchMedia("(min-width: 85rem)").matches;
/** There is room to spare: it is there until somebody closes it. On a school's laptop the list comes first [U5]. */
const hasRoom = () => matchMedia("(min-width: 90rem)").matches;

/** Whether it is there when a page is opened. */
export function isFeedThere(): boolean {
  return isWide() && (wasFeedOpen() ?? hasRoom());
}

/** Whether it was left open here; null where nobody has opened or closed it, or the browser keeps nothing. */
function wasFeedOpen(): boolean | null {
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
