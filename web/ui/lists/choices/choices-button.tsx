import Funnel from "lucide-solid/icons/funnel";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { createSignal, Show } from "solid-js";
import { createNarrow } from "../../narrow-screen.ts";
import { lateDialog } from "../../waiting/late.tsx";
import type { ChoicesProps } from "./choices-props.ts";

const Choices = lateDialog(() => import("./choices.tsx"));

/** Opens what a list can be chosen by besides its tabs: beside the button at a desk, as a sheet with all else on phones. */
export function ChoicesButton(props: ChoicesProps) {
  const isNarrow = createNarrow();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const inUse = () => (props.inUse > 0 ? `, ${props.inUse} chosen` : "");
  return (
    <>
      <button
        type="button"
        class="button choices-button"
        classList={{ "in-use": props.inUse > 0 }}
        aria-haspopup="dialog"
        aria-expanded={anchor() !== null}
        aria-label={isNarrow() ? `Filter and sort${inUse()}` : `Filter${inUse()}`}
        onPointerEnter={Choices.preload}
        onClick={(event) => setAnchor(anchor() ? null : event.currentTarget)}
      >
        <Show when={isNarrow()} fallback={<Funnel size={16} aria-hidden="true" />}>
          <SlidersHorizontal size={18} aria-hidden="true" />
        </Show>
        <span class="choices-word">Filter</span>
        <Show when={props.inUse > 0}>
          <span class="choices-count">{props.inUse}</span>
        </Show>
      </button>
      <Show when={anchor()} keyed>
        {(at) => (
          <Choices {...props} isSheet={isNarrow()} anchor={at} close={() => setAnchor(null)} />
        )}
      </Show>
    </>
  );
}
