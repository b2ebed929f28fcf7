import { Popover as Kobalte } from "@kobalte/core/popover";
import type { ParentProps } from "solid-js";

interface PopoverProps {
  label: string;
  /** The button it belongs to, which gets the focus back. */
  anchor: HTMLElement;
  close: () => void;
}

/** What stands open beside its button, while the page stays in reach. */
export function Popover(props: ParentProps<PopoverProps>) {
  return (
    <Kobalte
      open
      onOpenChange={(open) => !open && props.close()}
      getAnchorRect={() => props.anchor.getBoundingClientRect()}
      placement="bottom-end"
      gutter={4}
    >
      <Kobalte.Portal mount={props.anchor.closest<HTMLElement>("main") ?? document.body}>
        <Kobalte.Content
          class="popover"
          aria-label={props.label}
          onInteractOutside={(event) => isAnchor(event.target) && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.anchor.focus();
          }}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );

  /** It closes what it has opened by itself. */
  function isAnchor(target: EventTarget | null): boolean {
    return target instanceof Node && props.anchor.contains(target);
  }
}
