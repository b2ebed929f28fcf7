import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Whether the page is being printed, for which what was left out for speed has to be there. */
export function createPrinting(): Accessor<boolean> {
  const query = matchMedia("print");
  const [isPrinting, setPrinting] = createSignal(query.matches);
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener("beforeprint", () => setPrinting(true), { signal });
  addEventListener("afterprint", () => setPrinting(false), { signal });
  query.addEventListener("change", () => setPrinting(query.matches), { signal });
  onCleanup(() => stop.abort());
  return isPrinting;
}
