import { useSearchParams } from "@solidjs/router";
import { createComputed, createSignal, on, onCleanup, untrack } from "solid-js";
import { type Askable, type Asked, askedBy, paramsOf, searchOf } from "./address.ts";

/** The address follows typing once it has paused for so long, since browsers take only so many changes of it; milliseconds. */
const typingPauseMs = 250;

/** What is asked of a list, held in the address, so that Back and a copied link bring it back [U1]. */
export function createAsked<F extends string, K extends string>(askable: Askable<F, K>) {
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = createSignal(
    untrack(() => askedBy(params, askable)),
    { equals: (one, other) => searchOf(one, askable) === searchOf(other, askable) },
  );
  let written = searchOf(untrack(asked), askable);
  let timer: ReturnType<typeof setTimeout> | undefined;
  createComputed(
    on(
      () => searchOf(askedBy(params, askable), askable),
      (address) => {
        if (address === written) return;
        clearTimeout(timer);
        written = address;
        setAsked(askedBy(params, askable));
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));

  return { asked, search: () => searchOf(asked(), askable), change, type };

  /** Asks for something else. A choice goes into the browser's history; turning it about does not. */
  function change(part: Partial<Asked<F, K>>): void {
    setAsked((now) => ({ ...now, ...part }));
    write(part.filter === undefined);
  }

  function type(query: string): void {
    setAsked((now) => ({ ...now, query }));
    clearTimeout(timer);
    timer = setTimeout(() => write(true), typingPauseMs);
  }

  function write(replace: boolean): void {
    clearTimeout(timer);
    const search = searchOf(asked(), askable);
    if (search === written) return;
    written = search;
    setParams(paramsOf(asked(), askable), { replace });
  }
}
