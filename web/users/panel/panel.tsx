import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createEffect, on, Show } from "solid-js";
import { isWhole } from "#domain/users/seen";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { FormSheet } from "../../ui/forms/form-sheet.tsx";
import { createNarrow } from "../../ui/narrow-screen.ts";
import { UserAdder } from "./adder.tsx";
import { UserEditor } from "./editor.tsx";

interface UserPanelProps {
  /** Whose, or `new`. */
  id: string;
  ask: Ask;
  close: () => void;
}

/** One account beside the list, or on top of it on phones. The list stays in reach. */
export default function UserPanel(props: UserPanelProps) {
  const { school } = usePlace();
  const isNarrow = createNarrow();
  let panel: HTMLDivElement | undefined;
  const user = (id: string) => {
    const found = school.users.at(id);
    return isWhole(found) ? found : undefined;
  };
  createEffect(on(() => props.id, focusTitle, { defer: true }));

  return (
    <Dialog.Root
      open
      modal={isNarrow()}
      preventScroll={isNarrow()}
      onOpenChange={(isOpen) => !isOpen && props.close()}
    >
      <Dialog.Content
        ref={panel}
        class="user-panel"
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          focusTitle();
        }}
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => isMine(event.target) || event.preventDefault()}
      >
        <Dialog.CloseButton class="icon-button user-panel-close" aria-label="Close">
          <X size={18} aria-hidden="true" />
        </Dialog.CloseButton>
        <Show when={props.id} keyed>
          {(id) => (
            <Show when={id !== "new"} fallback={<UserAdder ask={props.ask} close={props.close} />}>
              <Show when={user(id)} fallback={<Unknown />}>
                {(found) => <UserEditor user={found()} ask={props.ask} />}
              </Show>
            </Show>
          )}
        </Show>
      </Dialog.Content>
    </Dialog.Root>
  );

  /** A key pressed in the list or the search box is theirs; one pressed nowhere is the panel's. */
  function isMine(target: EventTarget | null): boolean {
    return target === document.body || (target instanceof Node && panel?.contains(target) === true);
  }

  function focusTitle(): void {
    panel?.querySelector<HTMLElement>(".user-panel-title")?.focus({ preventScroll: true });
  }
}

function Unknown() {
  return (
    <FormSheet
      head={
        <div class="user-head">
          <Dialog.Title class="user-panel-title" tabindex={-1}>
            Nobody here
          </Dialog.Title>
        </div>
      }
    >
      <p class="muted">
        No account of this school has this address. Choose somebody from the list.
      </p>
    </FormSheet>
  );
}
