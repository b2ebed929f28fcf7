import { createSignal, type Signal } from "solid-js";

// In a cookie: signing in anew has the browser erase whatever else a page keeps.

const name = "letter-keys";
const longestLifeSeconds = 400 * 24 * 3600;
let choice: Signal<boolean> | undefined;

/**
 * Whether keys that are letters or signs act by themselves. Whoever speaks to their computer, or whose hands shake, turns them
 * off on their device (WCAG 2.1.4).
 */
export function areLetterKeysOn(): boolean {
  return chosen()[0]();
}

export function turnLetterKeys(isOn: boolean): void {
  chosen()[1](isOn);
  const life = isOn ? 0 : longestLifeSeconds;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the oldest browsers have no Cookie Store.
  document.cookie = `${name}=off; Path=/; SameSite=Lax; Max-Age=${life}${secure}`;
}

function chosen(): Signal<boolean> {
  choice ??= createSignal(!document.cookie.split("; ").includes(`${name}=off`));
  return choice;
}
