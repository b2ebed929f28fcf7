import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { Index, Show } from "solid-js";

export interface Choice {
  label: string;
  act: () => void;
  isCurrent?: boolean;
  isDangerous?: boolean;
}

export interface MenuProps {
  label: string;
  /** What stands over the choices. */
  title?: string;
  /** The button it belongs to, which gets the focus back. */
  anchor: HTMLElement;
  choices: Choice[];
  close: () => void;
}

/** A menu that is made when it is opened, so that a thousand rows cost no thousand menus. */
export default function Menu(props: MenuProps) {
  let chosen: Choice | null = null;

  /** What a choice opens takes the focus from the button, so the button has it first. */
  function leave(event: Event): void {
    event.preventDefault();
    props.anchor.focus();
    chosen?.act();
  }

  return (
    <DropdownMenu
      open
      modal={false}
      onOpenChange={(open) => !open && props.close()}
      getAnchorRect={() => props.anchor.getBoundingClientRect()}
      placement="bottom-end"
      gutter={4}
    >
      <DropdownMenu.Portal
        mount={props.anchor.closest<HTMLElement>("main, header") ?? document.body}
      >
        <DropdownMenu.Content class="menu" aria-label={props.label} onCloseAutoFocus={leave}>
          <Show when={props.title}>{(title) => <p class="menu-title">{title()}</p>}</Show>
          <Index each={props.choices}>
            {(choice) => (
              <DropdownMenu.Item
                class="menu-item"
                classList={{ dangerous: choice().isDangerous, current: choice().isCurrent }}
                onSelect={() => {
                  chosen = choice();
                }}
              >
                {choice().label}
              </DropdownMenu.Item>
            )}
          </Index>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
