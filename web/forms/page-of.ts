/** A page that has come as text. */
export function pageOf(text: string): Document {
  return new DOMParser().parseFromString(text, "text/html");
}
