/** Where the page is, for what belongs to it. */
export const base = location.pathname.replace(/\/$/, "");

/** A page that has come as text. */
export function pageOf(text: string): Document {
  return new DOMParser().parseFromString(text, "text/html");
}

export function input(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}
