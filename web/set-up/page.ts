/** Where the page is, for what belongs to it. */
export const base = location.pathname.replace(/\/$/, "");

export function input(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}
