import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { createSignal, Show } from "solid-js";
import { usePlace } from "../place.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import { SchoolMark } from "../ui/school-mark.tsx";
import { useSchoolChoices } from "./my-choices.ts";

/** The school one is looking at, and the way to one's others. */
export function SchoolTile() {
  const choices = useSchoolChoices();
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const plain = () => (
    <div class="school">
      <Tile />
    </div>
  );
  return (
    <Show when={choices().length > 0} fallback={plain()}>
      <button
        type="button"
        class="school"
        aria-haspopup="menu"
        aria-expanded={anchor() !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Tile />
        <ChevronsUpDown size={16} aria-hidden="true" />
        <span class="visually-hidden">Change school</span>
      </button>
      <Show when={anchor()} keyed>
        {(at) => (
          <Menu label="Schools" anchor={at} choices={choices()} close={() => setAnchor(null)} />
        )}
      </Show>
    </Show>
  );
}

function Tile() {
  const { school } = usePlace();
  const name = () => school.school()?.name ?? "";
  return (
    <>
      <SchoolMark name={name()} logo={school.school()?.logo} />
      <span class="school-words">
        <strong class="school-name" title={name()}>
          {name()}
        </strong>
        <span class="school-postcode">{school.school()?.postcode}</span>
      </span>
    </>
  );
}
