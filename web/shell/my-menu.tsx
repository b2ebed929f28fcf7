import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { createSignal, Show } from "solid-js";
import { roleNames } from "#domain/roles";
import { usePlace } from "../place.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Menu } from "../ui/menus/late-menu.ts";
import { useMyChoices } from "./my-choices.ts";

/** Who is signed in, the way to their account, and the way out. */
export function MyMenu() {
  const { me } = usePlace();
  const choices = useMyChoices();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  return (
    <div class="me">
      <button
        type="button"
        class="me-button"
        aria-haspopup="menu"
        aria-expanded={anchor() !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Avatar name={me.name} />
        <span class="me-words">
          <strong class="me-name" title={me.name}>
            {me.name}
          </strong>
          <span class="me-role">{roleNames[me.role]}</span>
        </span>
        <ChevronsUpDown size={16} aria-hidden="true" />
      </button>
      <Show when={anchor()} keyed>
        {(at) => (
          <Menu
            label="Your account"
            anchor={at}
            choices={choices()}
            close={() => setAnchor(null)}
          />
        )}
      </Show>
    </div>
  );
}
