import { useNavigate } from "@solidjs/router";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { createSignal, Show } from "solid-js";
import { roleNames } from "#domain/roles";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { keys, press } from "../ui/keys.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import { note } from "../ui/notes.tsx";

/** Nothing tells for sure; a device for fingers alone has none. */
const hasKeyboard = () => matchMedia("(any-pointer: fine)").matches;

/** Who is signed in, the way to their account, and the way out. */
export function MyMenu() {
  const { me, school } = usePlace();
  const session = useSession();
  const navigate = useNavigate();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const signOut = () =>
    void session.signOut().catch((error) => note({ text: sentenceOf(error), tone: "bad" }));
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
            choices={[
              { label: "My account", act: () => navigate(`/s/${school.id}/account`) },
              ...(hasKeyboard() ? [{ label: "Keyboard keys", act: () => press(keys.keys) }] : []),
              { label: "Sign out", act: signOut },
            ]}
            close={() => setAnchor(null)}
          />
        )}
      </Show>
    </div>
  );
}
