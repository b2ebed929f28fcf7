import { Show } from "solid-js";
import { Dialog } from "../../forms/dialog.tsx";
import { Popover } from "../../popover.tsx";
import type { ChoicesProps } from "./choices-props.ts";

interface OpenChoicesProps extends ChoicesProps {
  isSheet: boolean;
  anchor: HTMLElement;
  close: () => void;
}

/** What a list can be chosen by, open. */
export default function Choices(props: OpenChoicesProps) {
  return (
    <Show
      when={props.isSheet}
      fallback={
        <Popover label="Filter" anchor={props.anchor} close={props.close}>
          {props.choices()}
        </Popover>
      }
    >
      <Dialog title="Filter and sort" isSmall shut={props.close} origin={props.anchor}>
        {props.choices()}
        <div ref={watch} class="choices-more">
          {props.more?.()}
        </div>
      </Dialog>
    </Show>
  );

  /** What is pressed there leads elsewhere. */
  function watch(more: HTMLElement): void {
    more.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a, button")) setTimeout(props.close);
    });
  }
}
