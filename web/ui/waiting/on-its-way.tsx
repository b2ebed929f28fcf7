/** Marks a row that shows what it is about to become, until the server has answered. */
export function OnItsWay() {
  return <span class="sub on-its-way-mark">on its way…</span>;
}
