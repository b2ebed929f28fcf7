import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { type Accessor, createEffect, on, type ParentProps, Show } from "solid-js";
import { keepFocus } from "../keyboard/keep-focus.ts";
import { createNarrow } from "../narrow-screen.ts";
import { closeBySwipe } from "./swipe.ts";

interface SidePanelProps {
  /** Whose row it shows: another one gives the focus to its title. */
  id: string;
  close: () => void;
}

/** One row beside its list, or on top of it on phones. The list stays in reach. */
export function SidePanel(props: ParentProps<SidePanelProps>) {
  const isNarrow = createNarrow();
  let panel: HTMLDivElement | undefined;
  createEffect(on(() => props.id, focusTitle, { defer: true }));

  return (
    <Dialog.Root
      open
      modal={isNarrow()}
      preventScroll={isNarrow()}
      onOpenChange={(isOpen) => !isOpen && props.close()}
    >
      <Show when={isNarrow()}>
        <Dialog.Overlay class="sheet-veil" onClick={() => props.close()} />
      </Show>
      <Dialog.Content
        ref={take}
        class="side-panel"
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          focusTitle();
        }}
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => isMine(event.target) || event.preventDefault()}
      >
        <span class="sheet-grip" aria-hidden="true" />
        <Dialog.CloseButton class="icon-button side-panel-close" aria-label="Close">
          <X size={18} aria-hidden="true" />
        </Dialog.CloseButton>
        {props.children}
      </Dialog.Content>
    </Dialog.Root>
  );

  function take(element: HTMLDivElement): void {
    panel = element;
    closeBySwipe(element, () => isNarrow() && props.close());
    keepFocus(element, title);
  }

  /** A key pressed in the list or the search box is theirs; one pressed nowhere is the panel's. */
  function isMine(target: EventTarget | null): boolean {
    return target === document.body || (target instanceof Node && panel?.contains(target) === true);
  }

  function title(): HTMLElement | null | undefined {
    return panel?.querySelector<HTMLElement>(".side-panel-title");
  }

  /** A dialog that is open over it keeps the focus. */
  function focusTitle(): void {
    if (document.activeElement?.closest(".dialog")) return;
    title()?.focus({ preventScroll: true });
  }
}

/** Whoever closes a panel stands at the row of the list `name` that it was about. */
export function returnFocus(name: string, open: Accessor<string | undefined>): void {
  createEffect(
    on(open, (now, before) => {
      if (now !== undefined || before === undefined) return;
      const row = document.querySelector<HTMLElement>(`.${name} [data-id="${CSS.escape(before)}"]`);
      (row ?? document.querySelector<HTMLElement>(".top .primary"))?.focus({ preventScroll: true });
    }),
  );
}
