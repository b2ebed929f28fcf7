import Printer from "lucide-solid/icons/printer";
import { createSignal, onCleanup, Show } from "solid-js";
import { note } from "../ui/notes.tsx";
import type { Activity } from "./history.ts";

/** The most lines on paper: some two hundred pages. */
export const mostPrinted = 5_000;

interface PrintButtonProps {
  activity: Activity;
  /** Shows what waits to be shown. */
  apply: () => void;
}

/** Fetches what is not there yet, and prints all of it [A17]. */
export function PrintButton(props: PrintButtonProps) {
  const [isFetching, setFetching] = createSignal(false);
  let isGone = false;
  onCleanup(() => {
    isGone = true;
  });
  return (
    <>
      <button
        type="button"
        class="button"
        classList={{ shrinking: !isFetching() }}
        aria-disabled={isFetching()}
        onClick={() => void printAll()}
      >
        <Printer size={16} aria-hidden="true" />
        <span>{isFetching() ? `Fetching… ${props.activity.told().length}` : "Print"}</span>
      </button>
      <span class="visually-hidden" role="status">
        <Show when={isFetching()}>Fetching all of the activity to print it</Show>
      </span>
    </>
  );

  async function printAll(): Promise<void> {
    if (isFetching()) return;
    setFetching(true);
    props.apply();
    const isWhole = await props.activity.all(mostPrinted);
    setFetching(false);
    if (isGone) return;
    const detail = props.activity.failure();
    if (isWhole) print();
    else if (detail) note({ text: "Nothing was printed.", detail, tone: "bad" });
  }
}
