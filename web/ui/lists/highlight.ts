/** Draws the eye to a row that has changed, once. */
export function glow(row: HTMLElement): void {
  row.classList.remove("glow");
  // Without a look at the layout in between the animation would not start again.
  void row.offsetWidth;
  row.classList.add("glow");
  row.onanimationend = () => row.classList.remove("glow");
}
