import { type Component, createComponent, createRoot, createSignal, type JSX } from "solid-js";

interface Glance {
  path: string;
  view: JSX.Element;
  end: () => void;
}

const [glance, setGlance] = createSignal<Glance | null>(null);
let isPageThere = false;

/** Shows the first of the page at an address, until that is there. */
export function showGlance(path: string, view: Component): void {
  if (isPageThere) return;
  createRoot((end) => setGlance({ path, view: createComponent(view, {}), end }));
}

/** What stands for the page at the window's address, wherever it is drawn next; null where nothing does. */
export function glanceHere(): JSX.Element {
  const shown = glance();
  return shown?.path === location.pathname ? shown.view : null;
}

/** A page is there. */
export function endGlance(): void {
  isPageThere = true;
  glance()?.end();
  setGlance(null);
}
