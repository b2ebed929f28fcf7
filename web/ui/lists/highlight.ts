/** Draws the eye to a row that has changed, once. */
export function highlight(row: HTMLElement): void {
  row.classList.remove("highlighted");
  // Without a look at the layout in between the animation would not start again.
  void row.offsetWidth;
  row.classList.add("highlighted");
  row.onanimationend = () => row.classList.remove("highlighted");
}
